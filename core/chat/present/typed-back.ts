import type { Failure } from '../../failure.ts';
import { actions, type Block, code, note, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button } from '../card/controls.ts';
import type { Platform } from '../platforms.ts';
import { boxCards } from './boxes.ts';

/** Of the card that holds it alone. */
export const typedTitle = 'What you typed';

/** Beside the words of a refusal it fits into one message of every chat, even if each of its characters has to be escaped. */
const mostBeside = 1500;

/** So that nobody has to write anything twice: what they typed, to copy, or where it is. */
export function typedBack({ typed, untyped }: Failure): Block[] {
  if (typed === undefined) return [];
  const without = untyped === undefined ? '' : `, but for ${untyped}`;
  if (!isBeside({ typed })) return [text(`What you typed is below, to copy${without}.`)];
  return [text([{ bold: `${typedTitle}${without}:` }]), code(typed)];
}

/** Whether it is on the card of the refusal itself. */
export const isBeside = ({ typed }: Pick<Failure, 'typed'>): boolean =>
  typed !== undefined && typed.length <= mostBeside;

/**
 * What is too long for the card of the refusal, whole, in as many cards as it takes; for the person alone. A press brings one card: it is corrected where one
 * holds all of it.
 */
export function typedCards({ typed, correct }: Failure, platform: Platform): Card[] {
  if (typed === undefined || isBeside({ typed })) return [];
  const [first, ...others] = boxCards(typedTitle, typed, platform);
  if (correct === undefined) return [first, ...others];
  if (others.length === 0) return [withBlock(first, actions(button('Correct…', correct, 'primary')))];
  const last = others.pop() ?? first;
  return [first, ...others, withBlock(last, note(tooLong))];
}

const withBlock = (card: Card, block: Block): Card => ({ ...card, blocks: [...card.blocks, block] });

const tooLong =
  'It fills more than one message, and a button corrects what stands in one: copy it, correct it, and send it again.';
