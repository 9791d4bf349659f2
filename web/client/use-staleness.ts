import { notifyManager, type Query, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { keys } from './queries.ts';

/** They are no list that somebody reads. */
const unseen: readonly string[] = [...keys.session, ...keys.standing];

/**
 * From when the oldest thing is that is shown and may have changed: while we are away, all of it; otherwise what could not be asked for again.
 * Undefined: there is none.
 */
export function useStaleness(isAway: boolean): number | undefined {
  const cache = useQueryClient().getQueryCache();
  const follow = useCallback((changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]);
  return useSyncExternalStore(
    follow,
    () => oldest(cache.getAll(), isAway),
    () => undefined,
  );
}

function oldest(queries: readonly Query[], isAway: boolean): number | undefined {
  const times = queries
    .filter(
      (query) =>
        query.state.data !== undefined &&
        (isAway || query.state.status === 'error') &&
        !unseen.includes(String(query.queryKey[0])) &&
        query.isActive(),
    )
    .map(({ state }) => state.dataUpdatedAt);
  return times.length === 0 ? undefined : Math.min(...times);
}
