import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { showNote } from '../../shell/note.ts';
import { useFavour } from './use-favour.ts';
import type { Selection } from './use-selection.ts';
import { useTrash } from './use-trash.ts';

type Of = (asset: AssetSummary) => void;

/** What can be done with one image where it stands in the grid, by its buttons, its menu and its keys. */
export interface TileDeeds {
  favour: Of;
  /** If some are selected, those. */
  trash: Of;
  download: Of;
  copyPrompt: Of;
  select: Of;
}

export function useTileDeeds(selection: Selection): TileDeeds {
  const favouring = useFavour();
  const trashing = useTrash();
  return {
    favour: ({ id, isFavourite }) => favouring.mutate({ ids: [id], isFavourite: !isFavourite }),
    trash: ({ id }) =>
      selection.ids.length === 0 ? trashing.mutate([id]) : trashing.mutate(selection.ids, { onSuccess: selection.end }),
    download: ({ downloadUrl }) => window.location.assign(downloadUrl), // the page stays
    copyPrompt: ({ prompt }) => void copy(prompt),
    select: ({ id }) => selection.toggle(id),
  };
}

/** Browsers refuse it without TLS. */
async function copy(prompt: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(prompt);
    showNote({ words: 'The prompt is copied.' });
  } catch {
    showNote({ words: 'Your browser does not let us copy. Open the image, select its prompt and copy it yourself.' });
  }
}
