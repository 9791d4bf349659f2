import type { Failure } from '../../failure.ts';
import { type Block, code, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import type { Platform } from '../platforms.ts';
import { boxCards } from './boxes.ts';

/** Beside the words of a refusal it fits into one message of every chat, even if each of its characters has to be escaped. */
const mostBeside = 1500;

/** So that nobody has to write anything twice: what they typed, to copy, or where it is. */
export function typedBack({ typed, untyped }: Failure): Block[] {
  if (typed === undefined) return [];
  const without = untyped === undefined ? '' : `, but for ${untyped}`;
  if (!isBeside({ typed })) return [text(`What you typed is below, to copy${without}.`)];
  return [text([{ bold: `What you typed${without}:` }]), code(typed)];
}

/** Whether it is on the card of the refusal itself. */
export const isBeside = ({ typed }: Pick<Failure, 'typed'>): boolean =>
  typed !== undefined && typed.length <= mostBeside;

/** What is too long for the card of the refusal, whole, in as many cards as it takes; for the person alone. */
export function typedCards({ typed }: Failure, platform: Platform): Card[] {
  if (typed === undefined || isBeside({ typed })) return [];
  return boxCards('What you typed', typed, platform);
}
