import { z } from 'zod';
import { findByLink, findLastHere, isLink } from '#core/abuse/find-reported.ts';
import { defineCommand } from '../define-command.ts';
import { reportFields } from '../report-fields.ts';
import { reportPicture } from '../report-picture.ts';

export const report = defineCommand({
  name: 'report',
  group: 'wrong',
  description: 'Tell the people who run this bot about a picture that should not be here',
  answer: 'ephemeral',
  options: z.object({
    reason: reportFields.reason,
    picture: reportFields.picture,
    message: z
      .string()
      .max(300)
      .optional()
      .meta({ kind: 'main', description: 'A link to the message that shows it; left out: the last picture here' }),
    words: reportFields.words,
  }),

  async run(context, { message = '', words, ...said }) {
    const { deps, ask } = context;
    const hasLink = isLink(message);
    const found = hasLink
      ? await findByLink(deps, ask.target, message)
      : { generationId: await findLastHere(deps, ask.target), isSeen: true };
    // In Slack’s commands they need no flag.
    const all = hasLink ? words : `${message} ${words}`.trim();
    return reportPicture(context, found, { ...said, words: all });
  },
});
