import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { showNote } from '../../shell/note.ts';
import { mostAtOnce } from '../gallery/selection.ts';
import { imagesText } from '../gallery/words.ts';

/** The trash as far as it was loaded, what is chosen of it, and the way back out of it. */
export function useTrashList() {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({
    queryKey: [...keys.trash, 'list'],
    queryFn: ({ pageParam, signal }) => call('listTrash', { query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const restore = useMutation({
    mutationFn: (ids: readonly string[]) => call('restoreAssets', { body: { ids: [...ids] } }),
    onSuccess: async ({ restored }) => {
      setChosen(new Set());
      showNote({
        words: `${imagesText(restored)} ${restored === 1 ? 'is' : 'are'} back where ${restored === 1 ? 'it was' : 'they were'}.`,
      });
      await Promise.all(
        [keys.trash, keys.assets, keys.projects, keys.home].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
  const isSome = items.some(({ id }) => chosen.has(id));
  return {
    list,
    items,
    total: list.data?.pages[0]?.total ?? items.length,
    chosen,
    toggle: (id: string) =>
      setChosen((old) => {
        const ids = new Set(old);
        if (!ids.delete(id) && ids.size < mostAtOnce) ids.add(id);
        return ids;
      }),
    chooseAll: () => setChosen(new Set(isSome ? [] : items.slice(0, mostAtOnce).map(({ id }) => id))),
    restore,
  };
}
