import type { Card } from '#core/chat/card.ts';
import { undoneGiftCard } from '#core/chat/present/gift.ts';
import { undoSeconds } from '#core/gifts/limits.ts';
import { type UndoneGift, undoGift as undo } from '#core/gifts/undo.ts';
import type { Action } from './action.ts';

/** On the card of a gift, which everybody sees; only its giver can. */
export const undoGift: Action = {
  answer: 'in-place',
  async run({ deps, who }, { id }) {
    const gift = await undo(deps, id, who);
    if (gift.outcome === 'undone' || gift.outcome === 'undone_before') return undoneGiftCard(gift);
    return refusals[gift.outcome](gift.toName);
  },
};

type Refused = Exclude<UndoneGift['outcome'], 'undone' | 'undone_before'>;

const refused = (title: string, line: string): Card => ({
  tone: 'problem',
  title,
  lines: [`${line} Nothing was changed.`],
  private: true,
});

const refusals: Record<Refused, (toName: string) => Card> = {
  not_yours: () => refused('That one is not yours', 'Only the person who gave it can take it back.'),
  too_late: (toName) =>
    refused('Too late to take it back', `A gift can be taken back for ${undoSeconds} seconds; it is ${toName}’s now.`),
  spent: (toName) => refused('It is in use already', `${toName} has spent some of it, so it stays theirs.`),
};
