import type { Text } from '../chat/card/text.ts';
import { Failure } from '../failure.ts';
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
        `${refusal.toolModel.name} takes pictures of at most ${megapixels(refusal.maxPx)} megapixels, and this one has more.`,
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
  }
}

const megapixels = (px: number) => (Math.floor(px / 100_000) / 10).toLocaleString('en-US');

/** The picture that a button belongs to was deleted, or taken back because it was broken. */
export const pictureGone = () =>
  new Failure('picture_gone', {
    title: 'That picture is gone',
    happened: `It was deleted, so nothing can be made of it. ${costNothing}`,
    next: ['Choose another one, or make one with ', { command: 'imagine' }, '.'],
  });
