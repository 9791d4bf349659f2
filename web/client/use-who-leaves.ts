import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from './queries.ts';

/** What is the same for everybody, and not asked for again. */
const impersonal: readonly string[] = [keys.session, keys.models, keys.prices].map(([name]) => name);

/**
 * When the account in this browser changes while this page is open, by another tab or because its session was ended, nothing of the one before stays.
 * @param who its id; null: nobody; undefined: not known yet
 */
export function useWhoLeaves(who: string | null | undefined): void {
  const client = useQueryClient();
  const before = useRef(who);
  useEffect(() => {
    const last = before.current;
    if (who === undefined) return;
    before.current = who;
    if (last === undefined || last === null || last === who) return;
    // Another account's pages begin from nothing.
    if (who !== null) location.reload();
    else
      client.removeQueries({
        type: 'inactive',
        predicate: ({ queryKey }) => !impersonal.includes(String(queryKey[0])),
      });
  }, [client, who]);
}
