import { z } from 'zod';
import { findByLink, findLastHere } from '#core/abuse/find-reported.ts';
import { report as note } from '#core/abuse/report.ts';
import { defineCommand } from '../define-command.ts';
import { reportFields, thanksCard } from '../report-fields.ts';

export const report = defineCommand({
  name: 'report',
  group: 'yours',
  description: 'Tell the people who run this bot about a picture that should not be here',
  answer: 'ephemeral',
  options: z.object({
    reason: reportFields.reason,
    message: z
      .string()
      .max(300)
      .optional()
      .meta({ kind: 'main', description: 'A link to the message that shows it; left out: the last picture here' }),
    words: reportFields.words,
  }),

  async run({ deps, who, ask }, { message, ...said }) {
    const generationId = message ? await findByLink(deps, ask.target, message) : await findLastHere(deps, ask.target);
    await note(deps, { generationId, who, ...said });
    return thanksCard;
  },
});
