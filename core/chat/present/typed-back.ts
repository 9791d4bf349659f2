import type { Failure } from '../../failure.ts';
import { type TextBlock, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { pieces } from '../cut.ts';

/** Beside the words of a refusal it fits into one message of every chat, even if each of its characters has to be escaped. */
const mostBeside = 1500;
/** The same in a message of its own. */
const mostAlone = 1900;

/** So that nobody has to write a long prompt twice: what they typed, or where it is. */
export function typedBack({ typed }: Failure): TextBlock[] {
  if (typed === undefined) return [];
  if (typed.length > mostBeside) return [text('What you typed is below, to copy.')];
  return [text([{ bold: 'What you typed:' }], typed)];
}

/** What is too long for the card of the refusal, whole, in as many cards as it takes; for the person alone. */
export function typedCards({ typed }: Failure): Card[] {
  if (typed === undefined || typed.length <= mostBeside) return [];
  const parts = pieces(typed, mostAlone);
  return parts.map((part, index) => ({
    tone: 'notice',
    title: parts.length === 1 ? 'What you typed' : `What you typed, ${index + 1} of ${parts.length}`,
    blocks: [text(part)],
  }));
}
