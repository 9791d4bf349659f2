import { text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';

/** More requests are in progress than memory can safely hold: shown in place of "thinking…". */
export const busyCard: Card = {
  tone: 'problem',
  title: 'I am very busy',
  blocks: [
    text(
      'So much is under way that your request was not taken. Nothing was held and nothing was made.',
      'Please try again in a minute.',
    ),
  ],
};
