import { z } from 'zod';
import { report as note } from '#core/abuse/report.ts';
import { reportFields, thanksCard } from '../report-fields.ts';
import { defineIntent } from './define-intent.ts';

/** Tells the operators about a picture, whoever made it. */
export const report = defineIntent({
  name: 'report',
  answer: 'form',
  form: () => ({ title: 'Report this picture', submit: 'Report', options: z.object(reportFields) }),
  submitAnswer: 'ephemeral',
  async submit({ deps, who }, { generationId }, said) {
    await note(deps, { generationId, who, ...said });
    return thanksCard;
  },
});
