import type { Card } from '../card.ts';

/** More is under way than can be kept in memory safely: said in place of "thinking…". */
export const busyCard: Card = {
  tone: 'problem',
  title: 'I am very busy',
  lines: [
    'So much is under way that your request was not taken. Nothing was held and nothing was made.',
    'Please try again in a minute.',
  ],
  private: true,
};
