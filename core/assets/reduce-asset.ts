import type { Deps } from '../deps.ts';
import { type ReduceTo, reducePicture } from '../images/reduce-picture.ts';
import type { Reduction } from '../pixel/palettes/reduce.ts';
import { keepsColours } from './keeps-colours.ts';
import { storedLayout } from './layout/asset-layout.ts';
import { madeOf } from './made-of.ts';

/**
 * Keeps one's image in fewer colours as a new one, in the same project; returns its id. It costs nothing.
 * @throws Failure not_found, cannot_reduce, too_much, deletion_under_way
 */
export const reduceAsset = (
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'pixelThreads'>,
  whose: { userId: string; id: string },
  wanted: { to: ReduceTo; reduction: Reduction },
): Promise<string> =>
  madeOf(deps, whose, {
    name: 'reduce',
    unreadable: () => keepsColours('unreadable', 'cannot_reduce'),
    async make(bytes, picture) {
      const made = await reducePicture(deps, bytes, wanted);
      if ('unchanged' in made) throw keepsColours(made.unchanged, 'cannot_reduce');
      return { ...made, contentType: 'image/png', layout: storedLayout.parse(picture.layout) ?? undefined };
    },
  });
