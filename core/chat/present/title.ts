import { actions, type Block, code } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { type Button, button } from '../card/controls.ts';
import { cut, pieces } from '../cut.ts';

/** Some five lines of a card: more would push the picture out of sight. */
const mostShown = 400;

/** A prompt as the title of a card: whole if it is short, so that whoever copies it gets what was typed. */
export const titleOf = (prompt: string): string => cut(prompt, mostShown);

/** For whoever sees the card, if its title does not have all of it. */
export const wholePrompt = ({ id, prompt }: { id: string; prompt: string }): Button[] =>
  prompt.length > mostShown ? [button('Whole prompt', { name: 'prompt', args: { generationId: id } })] : [];

/** The same as a row of its own. */
export const wholePromptRow = (view: { id: string; prompt: string }): Block[] => [actions(...wholePrompt(view))];

/** Fits into one message of every chat, even if each of its characters has to be escaped. */
const mostInCard = 1900;

/** All of it, to be copied, in as many cards as it takes. */
export function wholePromptCards(prompt: string): [Card, ...Card[]] {
  const parts = pieces(prompt, mostInCard);
  const cards = parts.map(
    (part, index): Card => ({
      tone: 'notice',
      title: parts.length === 1 ? 'The whole prompt' : `The whole prompt, ${index + 1} of ${parts.length}`,
      blocks: [code(part)],
    }),
  );
  return cards as [Card, ...Card[]];
}
