import { describePrompt } from '#core/generations/description.ts';
import { backgroundRemover } from '#core/models/background-remover.ts';
import { blip } from '#core/models/blip.ts';
import { realEsrgan } from '#core/models/real-esrgan.ts';
import { beginGeneration } from '../begin-generation.ts';
import { editForm, readEdit } from '../edit-fields.ts';
import { inUsualProject } from '../in-usual-project.ts';
import { attachedPicture, beginOnAttached } from '../message/attached-picture.ts';
import { defineIntent } from './define-intent.ts';
import { leavingOutPicture, startForm, taker, usualStart } from './use-reference.ts';

/** It was made by nobody here: everybody is told the price first. */
const nobody = { identityId: null, userId: null };

export const upscaleAttached = defineIntent({
  name: 'upscale-attached',
  answer: 'channel',
  costs: async () => ({ what: 'Upscale the picture of that message', credits: realEsrgan.priceCredits, owner: nobody }),
  async run(context, { picture }) {
    await beginOnAttached(context, { tool: 'upscale', model: realEsrgan, picture });
    return undefined;
  },
});

export const cutOutAttached = defineIntent({
  name: 'cut-out-attached',
  answer: 'channel',
  costs: async () => ({
    what: 'Cut out the picture of that message',
    credits: backgroundRemover.priceCredits,
    owner: nobody,
  }),
  async run(context, { picture }) {
    await beginOnAttached(context, { tool: 'cut-out', model: backgroundRemover, picture });
    return undefined;
  },
});

export const describeAttached = defineIntent({
  name: 'describe-attached',
  answer: 'channel',
  costs: async () => ({ what: 'Describe the picture of that message', credits: blip.priceCredits, owner: nobody }),
  async run(context, { picture }) {
    await beginOnAttached(context, { tool: 'describe', model: blip, picture, words: describePrompt });
    return undefined;
  },
});

export const editAttached = defineIntent({
  name: 'edit-attached',
  answer: 'form',
  needsItsCard: true,
  form: editForm,
  submitAnswer: 'channel',
  async submit(context, { picture }, wish) {
    const { instruction: words, editor: model, secondReferenceUrl } = readEdit(wish);
    await beginOnAttached(context, { tool: 'edit', model, picture, words, secondReferenceUrl });
    return undefined;
  },
});

export const useAttached = defineIntent({
  name: 'use-attached',
  answer: 'form',
  needsItsCard: true,
  form: startForm,
  filled: async () => usualStart(),
  submitAnswer: 'channel',
  async submit(context, { picture }, { model: name, size = 'square', ...values }) {
    const { url } = await attachedPicture(context, picture);
    const model = taker(name);
    const project = await inUsualProject(context, model);
    await beginGeneration(context, { ...values, ...project, size, model, referenceUrl: url }).catch(
      leavingOutPicture('choose Use as reference in the menu of its message once more'),
    );
    return undefined;
  },
});
