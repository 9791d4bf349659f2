import { z } from 'zod';
import { reportFields } from '../report-fields.ts';
import { reportPicture } from '../report-picture.ts';
import { defineIntent } from './define-intent.ts';

/** Tells the operators about a picture, whoever made it. */
export const report = defineIntent({
  name: 'report',
  answer: 'form',
  form: () => ({ title: 'Report this picture', submit: 'Report', options: z.object(reportFields) }),
  submitAnswer: 'ephemeral',
  submit: (context, { generationId }, said) => reportPicture(context, { generationId, isSeen: true }, said),
});
