import { z } from 'zod';
import { reportReasons } from '#core/abuse/report.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';

/** What is asked about a picture that somebody reports. */
export const reportFields = {
  reason: z
    .enum(reportReasons)
    .meta({ description: 'What is wrong with it', title: 'What is wrong', allVisible: true }),
  words: z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({ description: 'What the people who run this bot should know', title: 'In your words' }),
};

export const thanksCard: Card = {
  tone: 'done',
  title: 'Thank you',
  blocks: [
    text(
      'The people who run this bot will look at it. They can hide the picture, delete it or block whoever made it.',
      'Nobody here sees that you reported it, and its author is not told who did. You do not have to do anything else.',
    ),
  ],
};
