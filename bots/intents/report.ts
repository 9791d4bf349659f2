import { z } from 'zod';
import { nothingToReport } from '#core/abuse/report.ts';
import { messagesHere } from '#core/generations/stands-here.ts';
import { readView } from '#core/generations/view.ts';
import { nothingReported, reportFields } from '../report-fields.ts';
import { reportPicture } from '../report-picture.ts';
import { defineIntent } from './define-intent.ts';

/** Tells the operators about a picture, whoever made it. */
export const report = defineIntent({
  name: 'report',
  answer: 'form',
  form: () => ({
    title: 'Report this picture',
    submit: 'Report',
    refused: nothingReported,
    options: z.object(reportFields),
  }),
  async filled({ deps }, { generationId }) {
    const view = await readView(deps, generationId);
    if (!view || view.assets.length === 0) throw nothingToReport();
    return {};
  },
  submitAnswer: 'ephemeral',
  async submit(context, { generationId }, said) {
    const { deps, ask } = context;
    // A button says which result; that it stands where they are, the database does.
    const isSeen = (await messagesHere(deps, generationId, ask.target)).length > 0;
    return reportPicture(context, { generationId, isSeen }, said);
  },
});
