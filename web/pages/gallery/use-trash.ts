import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { trashDays } from '#core/contract/pages/gallery.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { showNote } from '../../shell/note.ts';
import { forgetAssets } from './use-assets.ts';
import { imagesText } from './words.ts';

/** What becomes of the links to them. */
function linkWords(links: number, images: number): string {
  if (links === 0) return '';
  const [them, are] = images === 1 ? ['it', 'it is'] : ['them', 'they are'];
  return ` ${links === 1 ? 'A link shows' : `${links} links show`} ${them} again only once ${are} restored.`;
}

const mutationKey = ['move to trash'];

/** Whether images are on their way into the trash: the server may have moved them before its answer is here. */
export const useIsTrashing = (): boolean => useIsMutating({ mutationKey }) > 0;

/** Moves images into the trash at once, and offers to take that back. `onMoved`: once these are there, and shown nowhere any more. */
export function useTrash({ onMoved }: { onMoved?: (ids: readonly string[]) => unknown } = {}) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [keys.assets, keys.projects, keys.home, keys.trash].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  return useMutation({
    mutationKey,
    mutationFn: (ids: readonly string[]) => call('trashAssets', { body: { ids: [...ids] } }),
    onError: (error) => showNote({ error }),
    onSuccess: ({ links }, ids) => {
      forgetAssets(client, new Set(ids));
      showNote({
        words: `${ids.length === 1 ? 'The image is' : `${imagesText(ids.length)} are`} in the trash for ${trashDays} days.${linkWords(links, ids.length)}`,
        undo: async () => {
          await call('restoreAssets', { body: { ids: [...ids] } });
          await refresh();
        },
      });
      void refresh();
      return onMoved?.(ids);
    },
  });
}
