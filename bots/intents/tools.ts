import { z } from 'zod';
import { nanoBanana } from '#core/models/nano-banana.ts';
import { credits } from '#core/words.ts';
import { beginTool, costsOfTool } from '../begin-tool.ts';
import { defineIntent } from './define-intent.ts';

export const upscale = defineIntent({
  name: 'upscale',
  answer: 'channel',
  costs: (context, { assetId }) => costsOfTool(context, 'upscale', assetId),
  async run(context, { assetId }) {
    await beginTool(context, { tool: 'upscale', assetId });
    return undefined;
  },
});

/** The picture itself as a reference where its model takes one, else the same words with other seeds; its card says which. */
export const vary = defineIntent({
  name: 'vary',
  answer: 'channel',
  costs: (context, { assetId }) => costsOfTool(context, 'vary', assetId),
  async run(context, { assetId }) {
    await beginTool(context, { tool: 'vary', assetId });
    return undefined;
  },
});

export const cutOut = defineIntent({
  name: 'cut-out',
  answer: 'channel',
  costs: (context, { assetId }) => costsOfTool(context, 'cut-out', assetId),
  async run(context, { assetId }) {
    await beginTool(context, { tool: 'cut-out', assetId });
    return undefined;
  },
});

/** Slack's text fields take no more. */
const mostWords = 3000;

export const editForm = () => ({
  title: 'Edit this picture',
  submit: `Edit · ${credits(nanoBanana.priceCredits)}`,
  costs: { decidedBy: [], of: () => ({ each: nanoBanana.priceCredits, count: 1 }) },
  options: z.object({
    instruction: z.string().trim().min(1).max(mostWords).meta({ description: 'What to change, in your own words' }),
  }),
});

export const edit = defineIntent({
  name: 'edit',
  answer: 'form',
  form: editForm,
  submitAnswer: 'channel',
  async submit(context, { assetId }, { instruction }) {
    await beginTool(context, { tool: 'edit', assetId, instruction });
    return undefined;
  },
});
