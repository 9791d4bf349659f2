import { z } from 'zod';
import { reasonLabels, reportReasons } from '#core/contract/report-reasons.ts';

/** What a refused report says of itself. */
export const nothingReported = 'Nothing was reported.';

/** What is asked about a picture that somebody reports. */
export const reportFields = {
  reason: z
    .enum(reportReasons)
    .meta({ description: 'What is wrong with it', title: 'What is wrong', allVisible: true, labels: reasonLabels }),
  picture: z
    .int()
    .min(1)
    .max(4)
    .optional()
    .meta({ description: 'Its number, if there are several', title: 'Which picture' }),
  words: z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({ description: 'What the people who run this bot should know', title: 'In your words' }),
};
