import { credits } from '../../generations/refusals.ts';
import { undoSeconds } from '../../gifts/limits.ts';
import { encodeButtonId } from '../button-id.ts';
import type { Card } from '../card.ts';

interface Gift {
  id: string;
  amount: number;
  message: string;
  fromName: string;
  toName: string;
  /** The chat's id of who gets it. */
  toUserId: string;
}

/** Tells both, and everybody here. */
export function giftCard({ id, amount, message, fromName, toName, toUserId }: Gift): Card {
  return {
    tone: 'done',
    title: `A gift of ${credits(amount)}`,
    lines: [
      [{ bold: fromName }, ` gave ${credits(amount)} to `, { person: toUserId, name: toName }, '.'],
      ...(message === '' ? [] : [`“${message}”`]),
    ],
    note: [
      amount === 1 ? 'It never expires: make something with ' : 'They never expire: make something with ',
      { command: 'imagine' },
      `. ${fromName} can take ${amount === 1 ? 'it' : 'them'} back for ${undoSeconds} seconds, while ${amount === 1 ? 'it is not' : 'none is'} spent.`,
    ],
    buttons: [{ label: 'Undo', id: encodeButtonId('undo-gift', id) }],
    notifies: toUserId,
  };
}

/** For the giver alone: the gift is there, and perhaps nobody has heard of it. */
export const untoldGiftCard = ({ amount, toName }: Pick<Gift, 'amount' | 'toName'>): Card => ({
  tone: 'done',
  title: 'Your gift was given',
  lines: [
    `${toName} has the ${credits(amount)}. The chat did not say whether it showed my message about it.`,
    `If you do not see one here, tell ${toName} yourself.`,
  ],
  private: true,
});

/** In its place, once it was taken back. */
export const undoneGiftCard = ({ amount, fromName, toName }: Pick<Gift, 'amount' | 'fromName' | 'toName'>): Card => ({
  tone: 'notice',
  title: 'Taken back',
  lines: [`${fromName} took the ${credits(amount)} for ${toName} back.`],
});
