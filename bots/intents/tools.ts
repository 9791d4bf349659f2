import { findSourcePicture } from '#core/generations/source-picture.ts';
import { beginTool, costsOfTool } from '../begin-tool.ts';
import { editForm, editHints, readEdit } from '../edit-fields.ts';
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

/** In words; whoever sees the picture may have it described. */
export const describe = defineIntent({
  name: 'describe',
  answer: 'channel',
  costs: (context, { assetId }) => costsOfTool(context, 'describe', assetId),
  async run(context, { assetId }) {
    await beginTool(context, { tool: 'describe', assetId });
    return undefined;
  },
});

export const edit = defineIntent({
  name: 'edit',
  answer: 'form',
  form: editForm,
  hints: async ({ deps }, { assetId }) => editHints(await findSourcePicture(deps, assetId)),
  submitAnswer: 'channel',
  async submit(context, { assetId }, wish) {
    await beginTool(context, { tool: 'edit', assetId, ...readEdit(wish) });
    return undefined;
  },
});
