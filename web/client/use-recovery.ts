import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { connection, followConnection, watchConnection } from './connection.ts';

/** Once our server answers again, all that is shown is asked for again: nobody knows what changed meanwhile. */
export function useRecovery(): void {
  const client = useQueryClient();
  useEffect(() => {
    const unwatch = watchConnection();
    const unfollow = followConnection(() => {
      if (connection().is === 'fine') void client.invalidateQueries();
    });
    return () => {
      unfollow();
      unwatch();
    };
  }, [client]);
}
