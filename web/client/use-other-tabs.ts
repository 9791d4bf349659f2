import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followOtherTabs } from './other-tabs.ts';
import { keys, sessionQuery, signedInAs } from './queries.ts';
import { keepUnsent } from './unsent.ts';

/**
 * Who signs out in one tab is signed out in all of them at once, and nothing of theirs stays on the screen, also while our server does not answer; who
 * signs in is back in all of them.
 */
export function useOtherTabs(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      followOtherTabs(({ who, isEnd }) => {
        const before = signedInAs(client);
        if (who === before) return;
        if (isEnd) {
          keepUnsent(before);
          client.setQueryData(
            sessionQuery.queryKey,
            (session) => session && { ...session, user: null, isOperator: false },
          );
        }
        void client.invalidateQueries({ queryKey: keys.session });
      }),
    [client],
  );
}
