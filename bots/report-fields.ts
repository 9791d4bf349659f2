import { z } from 'zod';
import { type ReportReason, reportReasons } from '#core/abuse/report.ts';

/** What a refused report says of itself. */
export const nothingReported = 'Nothing was reported.';

/** As whoever reports would say it. */
const labels: Record<ReportReason, string> = {
  minors: 'Somebody under 18 in a sexual or harmful way',
  sexual: 'Nudity or sexual',
  violence: 'Violence or gore',
  hate: 'Hate or harassment',
  likeness: 'It shows me or somebody without consent',
  copyright: 'It copies my work, or a brand',
  other: 'Something else',
};

/** What is asked about a picture that somebody reports. */
export const reportFields = {
  reason: z
    .enum(reportReasons)
    .meta({ description: 'What is wrong with it', title: 'What is wrong', allVisible: true, labels }),
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
