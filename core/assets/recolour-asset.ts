import type { Deps } from '../deps.ts';
import { recolourPicture } from '../images/recolour-picture.ts';
import type { Swap } from '../pixel/palettes/swap.ts';
import { keepsColours } from './keeps-colours.ts';
import { storedLayout } from './layout/asset-layout.ts';
import { madeOf } from './made-of.ts';

/**
 * Keeps one's image in other colours as a new one, in the same project; returns its id. It costs nothing.
 * @throws Failure not_found, cannot_recolour, too_much, deletion_under_way
 */
export const recolourAsset = (
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'pixelThreads'>,
  whose: { userId: string; id: string },
  swap: Swap,
): Promise<string> =>
  madeOf(deps, whose, {
    name: 'recolour',
    unreadable: () => keepsColours('unreadable'),
    async make(bytes, picture) {
      const made = await recolourPicture(deps, bytes, swap);
      if ('unchanged' in made) throw keepsColours(made.unchanged);
      return { ...made, contentType: 'image/png', layout: storedLayout.parse(picture.layout) ?? undefined };
    },
  });
