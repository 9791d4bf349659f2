import type { Text } from '../chat/card/text.ts';
import { Failure } from '../failure.ts';
import type { ModelEntry } from '../models/catalogue.ts';
import type { ToolRefusal } from '../models/tools.ts';

const costNothing = 'Nothing was made and nothing was taken.';

/** Why a tool cannot be used on a picture; nothing was held. */
export function toolDoesNotApply(refusal: ToolRefusal): Failure {
  const [title, happened, next] = wordsOf(refusal);
  return new Failure('tool_does_not_apply', { title, happened: `${happened} ${costNothing}`, next });
}

function wordsOf(refusal: ToolRefusal): [title: string, happened: string, next: Text] {
  switch (refusal.why) {
    case 'too_large':
      return [
        'That picture is too large for this',
        `${takerOf(refusal.toolModel)} takes pictures of at most ${megapixels(refusal.maxPx)} megapixels, and this one has more.`,
        'Use it on a smaller one, such as the picture that this one was made from.',
      ];
    case 'model_gone':
      return [
        'That model is gone',
        `${refusal.model} is no longer offered, so there are no variations by it.`,
        ['Use ', { command: 'imagine' }, ' with another model.'],
      ];
    case 'not_drawn':
      return [
        'This one has no variations',
        'It was not drawn from words, but made from another picture.',
        'Vary the picture that it was made from, or choose Again for another try.',
      ];
    case 'sheet':
      return [
        'This one holds several pictures',
        'It is a sheet of frames or tiles, and what comes of a sheet is one no longer.',
        'Its page shows it larger and downloads it up to 16 times as large, and Export hands it to other programs.',
      ];
    case 'pixel_art':
      return [
        'It is pixel art already',
        'It was drawn on a grid of its own, one pixel a cell, so there is nothing to find.',
        'Upscale makes it larger, pixel by pixel, for nothing.',
      ];
  }
}

/** What we do ourselves is known by its button, and by no name of a model. */
const ourNames = new Map<ModelEntry['kind'], string>([
  ['snap', 'Make pixel art'],
  ['enlarge', 'Upscale'],
  ['recolour', 'Recolour'],
]);
const takerOf = ({ kind, name }: ModelEntry): string => ourNames.get(kind) ?? name;

const megapixels = (px: number) => (Math.floor(px / 100_000) / 10).toLocaleString('en-US');

/** The picture that a button belongs to was deleted, or taken back because it was broken. */
export const pictureGone = () =>
  new Failure('picture_gone', {
    title: 'That picture is gone',
    happened: `It was deleted, so nothing can be made of it. ${costNothing}`,
    next: ['Choose another one, or make one with ', { command: 'imagine' }, '.'],
  });

/** What a check flagged is handed to no model. */
export const pictureCovered = () =>
  new Failure('tool_does_not_apply', {
    title: 'Nothing is made of this one',
    happened: `Our check for adult content flagged it, and no other picture is made of what it flags. ${costNothing}`,
    next: ['Choose another one, or make one with ', { command: 'imagine' }, '.'],
  });

/** The card is of something that was made of a picture; that one is gone, and not the one on the card. */
export const sourceGone = () =>
  new Failure('picture_gone', {
    title: 'What it was made of is gone',
    happened: `This was made of another picture, which was deleted, so it cannot be made of it again. ${costNothing}`,
    next: 'What you see here is kept: choose another of its buttons.',
  });

/** A picture that somebody brought: what comes of it is up to them. */
export const pictureOfAnother = () =>
  new Failure('not_yours', {
    title: 'That picture is not yours to use',
    happened: `Whoever brought it decides what is made of it. ${costNothing}`,
    next: 'Choose Make pixel art in the menu of the message with the picture: then it is yours.',
  });
