import { isolated, quoted } from '../../contract/isolated.ts';
import { undoSeconds } from '../../gifts/limits.ts';
import { credits } from '../../words.ts';
import { actions, note, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button } from '../card/controls.ts';

interface Gift {
  id: string;
  amount: number;
  message: string;
  fromName: string;
  toName: string;
  /** The chat's id of the recipient. */
  toUserId: string;
}

/** For both of them, and everybody here. */
export function giftCard({ id, amount, message, fromName, toName, toUserId }: Gift): Card {
  return {
    tone: 'done',
    title: `A gift of ${credits(amount)}`,
    blocks: [
      text(
        [{ bold: isolated(fromName) }, ` gave ${credits(amount)} to `, { person: toUserId, name: toName }, '.'],
        ...(message === '' ? [] : [quoted(message)]),
      ),
      note([
        amount === 1 ? 'It never expires: make something with ' : 'They never expire: make something with ',
        { command: 'imagine' },
        `. ${isolated(fromName)} can take ${amount === 1 ? 'it' : 'them'} back for ${undoSeconds} seconds, while ${amount === 1 ? 'it is not' : 'none is'} spent.`,
      ]),
      actions(button('Undo', { name: 'undo-gift', args: { giftId: id } })),
    ],
    notifies: toUserId,
  };
}

/** For the giver alone: the gift was given, but perhaps nobody has seen it. */
export const unannouncedGiftCard = ({ amount, toName }: Pick<Gift, 'amount' | 'toName'>): Card => ({
  tone: 'done',
  title: 'Your gift was given',
  blocks: [
    text(
      `${isolated(toName)} has the ${credits(amount)}. The chat did not say whether it showed my message about it.`,
      `If you do not see one here, tell ${isolated(toName)} yourself.`,
    ),
  ],
});

/** Replaces the gift's card after it was taken back. */
export const undoneGiftCard = ({ amount, fromName, toName }: Pick<Gift, 'amount' | 'fromName' | 'toName'>): Card => ({
  tone: 'notice',
  title: 'Taken back',
  blocks: [text(`${isolated(fromName)} took the ${credits(amount)} for ${isolated(toName)} back.`)],
});
