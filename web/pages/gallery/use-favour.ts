import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { showNote } from '../../shell/note.ts';
import { changeAssets } from './use-assets.ts';

/** Marks images as favourites, or as none: shown at once, and taken back if it could not be done. */
export function useFavour() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, isFavourite }: { ids: readonly string[]; isFavourite: boolean }) =>
      call('favourAssets', { body: { ids: [...ids], isFavourite } }),
    onMutate({ ids, isFavourite }) {
      const before = client.getQueriesData({ queryKey: keys.assets });
      changeAssets(client, new Set(ids), { isFavourite });
      return before;
    },
    onError(error, _wanted, before = []) {
      for (const [queryKey, data] of before) client.setQueryData(queryKey, data);
      showNote({ error });
    },
    onSettled: () => Promise.all([keys.assets, keys.home].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
