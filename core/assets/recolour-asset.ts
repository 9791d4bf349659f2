import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type Recoloured, recolourPicture } from '../images/recolour-picture.ts';
import type { Swap } from '../pixel/palettes/swap.ts';
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
    unreadable: () => refused('Its file cannot be read whole.'),
    async make(bytes, picture) {
      const made = await recolourPicture(deps, bytes, swap);
      if ('unchanged' in made) throw whyNot[made.unchanged]();
      return { ...made, contentType: 'image/png', layout: storedLayout.parse(picture.layout) ?? undefined };
    },
  });

const refused = (why: string) =>
  new Failure('cannot_recolour', {
    title: 'This image keeps its colours',
    happened: `${why} Nothing was made, and it cost nothing.`,
    next: 'Choose another image, or other colours.',
  });

const whyNot = {
  moves: () => refused('It moves, and would stand still afterwards.'),
  too_many_colours: () => refused('It has more than 256 colours, which no palette has.'),
  none_of_them: () => refused('None of these colours is in it, or each would become itself.'),
} satisfies Record<Extract<Recoloured, { unchanged: string }>['unchanged'], () => Failure>;
