import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type Reduced, type ReduceTo, reducePicture } from '../images/reduce-picture.ts';
import type { Reduction } from '../pixel/palettes/reduce.ts';
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
    unreadable: () => refused('Its file cannot be read whole.'),
    async make(bytes, picture) {
      const made = await reducePicture(deps, bytes, wanted);
      if ('unchanged' in made) throw refused(whyNot[made.unchanged]);
      return { ...made, contentType: 'image/png', layout: storedLayout.parse(picture.layout) ?? undefined };
    },
  });

const refused = (why: string) =>
  new Failure('cannot_reduce', {
    title: 'This image keeps its colours',
    happened: `${why} Nothing was made, and it cost nothing.`,
    next: 'Choose another image, or fewer or other colours.',
  });

const whyNot = {
  moves: 'It moves, and would stand still afterwards.',
  too_large: 'It has more than 16 megapixels.',
  has_none: 'It is clear everywhere.',
  has_no_others: 'It has no more colours than that, or none besides these.',
} satisfies Record<Extract<Reduced, { unchanged: string }>['unchanged'], string>;
