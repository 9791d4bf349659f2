import type { Text } from '#core/chat/card/text.ts';
import { undoneGiftCard } from '#core/chat/present/gift.ts';
import { isolated } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { undoSeconds } from '#core/gifts/limits.ts';
import { type UndoneGift, undoGift as undo } from '#core/gifts/undo.ts';
import { defineIntent } from './define-intent.ts';

/** On the card of a gift, which everybody sees; only its giver can undo it. */
export const undoGift = defineIntent({
  name: 'undo-gift',
  answer: 'in-place',
  async run({ deps, who }, { giftId }) {
    const gift = await undo(deps, giftId, who);
    if (gift.outcome === 'undone' || gift.outcome === 'undone_before') return undoneGiftCard(gift);
    throw refusals[gift.outcome](gift.toName);
  },
});

type Refused = Exclude<UndoneGift['outcome'], 'undone' | 'undone_before'>;

const refused = (code: Refused, title: string, line: string, next: Text) =>
  new Failure(code, { title, happened: `${line} Nothing was changed.`, next });

const askFor = (toName: string): Text => [`Ask ${isolated(toName)} to give it back with `, { command: 'gift' }, '.'];

const refusals: Record<Refused, (toName: string) => Failure> = {
  not_yours: () =>
    refused(
      'not_yours',
      'That one is not yours',
      'Only the person who gave it can take it back.',
      'Ask them, if it was not meant for you.',
    ),
  too_late: (toName) =>
    refused(
      'too_late',
      'Too late to take it back',
      `A gift can be taken back for ${undoSeconds} seconds; it is ${isolated(toName)}’s now.`,
      askFor(toName),
    ),
  spent: (toName) =>
    refused(
      'spent',
      'It is in use already',
      `${isolated(toName)} has spent some of it, so it stays theirs.`,
      askFor(toName),
    ),
};
