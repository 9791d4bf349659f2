import { Failure } from '../failure.ts';
import type { Recoloured } from '../images/recolour-picture.ts';
import type { Reduced } from '../images/reduce-picture.ts';

type Why = Extract<Recoloured | Reduced, { unchanged: string }>['unchanged'] | 'unreadable';

/** Why an image gets no other colours: none came of it. */
export const keepsColours = (why: Why, code: 'cannot_recolour' | 'cannot_reduce' = 'cannot_recolour') =>
  new Failure(code, {
    title: 'This image keeps its colours',
    happened: `${whyNot[why]} Nothing was made, and it cost nothing.`,
    next: nextOf(why, code),
  });

function nextOf(why: Why, code: 'cannot_recolour' | 'cannot_reduce'): string {
  if (why === 'too_many_colours')
    return 'Make pixel art of it first, which is free, or give each of its colours the nearest one, or let it have fewer.';
  return code === 'cannot_reduce'
    ? 'Choose another image, or fewer or other colours.'
    : 'Choose another image, or other colours.';
}

const whyNot = {
  moves: 'It moves, and would stand still afterwards.',
  too_many_colours: 'It has more than 256 colours, which no palette has.',
  none_of_them: 'None of these colours is in it, or each would become itself.',
  too_large: 'It has more than 16 megapixels.',
  has_none: 'It is clear everywhere.',
  has_no_others: 'It has no more colours than that, or none besides these.',
  unreadable: 'Its file cannot be read whole.',
} satisfies Record<Why, string>;
