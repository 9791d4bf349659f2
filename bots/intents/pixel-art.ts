import { z } from 'zod';
import { chooseCandidate } from '#core/assets/contract/choose-candidate.ts';
import { text } from '#core/chat/card/blocks.ts';
import { wordsOfNone } from '#core/contract/typed-words.ts';
import { findGeneration } from '#core/generations/find.ts';
import { enlargedOwnCopy, pixelArtAgain, pixelArtOfAsset, pixelArtOfPicture } from '#core/make/pixel-art.ts';
import { beginGeneration } from '../begin-generation.ts';
import { pixel } from '../commands/pixel.ts';
import { imageOption } from '../fields.ts';
import { attachedPicture } from '../message/attached-picture.ts';
import { longestOption, pixelArtOptions, pixelArtSuggestions, writtenSnap } from '../pixel-art-options.ts';
import { usualProject } from '../project.ts';
import { guestOf } from '../who-opens.ts';
import { defineIntent } from './define-intent.ts';

/** It costs nothing, so nobody is asked about it. */
export const pixelArt = defineIntent({
  name: 'pixel-art',
  answer: 'channel',
  async run(context, { assetId }) {
    const { deps, who } = context;
    await beginGeneration(context, await pixelArtOfAsset(deps, assetId, { who, written: {} }));
    return undefined;
  },
});

export const pixelArtAttached = defineIntent({
  name: 'pixel-art-attached',
  answer: 'channel',
  async run(context, { picture }) {
    const { deps, who } = context;
    const { url: referenceUrl } = await attachedPicture(context, picture);
    const project = await usualProject(context);
    const of = { referenceUrl, projectId: project?.id };
    const wanted = await pixelArtOfPicture(deps, of, { who, written: {}, words: wordsOfNone.ofMessage });
    await beginGeneration(context, { ...wanted, pressKey: `pixel-art:${picture}` });
    return undefined;
  },
});

/** /pixel fix with a picture that somebody adds to a form. */
export const pixelFile = defineIntent({
  name: 'pixel-file',
  answer: 'form',
  form: () => ({
    title: 'Make pixel art',
    submit: 'Make pixel art',
    typedAs: 'pixel',
    options: z.object({ image: imageOption('It is to look like pixel art'), ...pixelArtOptions }),
    suggest: pixelArtSuggestions,
  }),
  submitAnswer: 'channel',
  submit: (context, _args, said) => pixel.run(context, { what: 'fix', ...said }),
});

/** A picture without a grid, made so many squares. */
export const pixelate = defineIntent({
  name: 'pixelate',
  answer: 'channel',
  async run(context, { generationId, longest }) {
    const { deps, who } = context;
    const earlier = await findGeneration(deps, generationId);
    const written = { longest: Number(longest) };
    await beginGeneration(context, await pixelArtAgain(deps, earlier, { who, written }));
    return undefined;
  },
});

/** The same picture once more, in as many pixels and colours as somebody says. */
export const pixelateAs = defineIntent({
  name: 'pixelate-as',
  answer: 'form',
  form: () => ({
    title: 'Another size or colours',
    submit: 'Make pixel art',
    options: z.object({ ...pixelArtOptions, size: longestOption('On its longer side').default(64) }),
    suggest: pixelArtSuggestions,
  }),
  async filled(asker, { generationId }) {
    const [earlier, who] = await Promise.all([findGeneration(asker.deps, generationId), guestOf(asker)]);
    if (who) await pixelArtAgain(asker.deps, earlier, { who, written: {} });
    return {};
  },
  submitAnswer: 'channel',
  async submit(context, { generationId }, said) {
    const { deps, who } = context;
    const earlier = await findGeneration(deps, generationId);
    await beginGeneration(context, await pixelArtAgain(deps, earlier, { who, written: writtenSnap(said) }));
    return undefined;
  },
});

export const upscaleNative = defineIntent({
  name: 'upscale-native',
  answer: 'channel',
  async run(context, { generationId }) {
    const { deps, who } = context;
    await beginGeneration(context, enlargedOwnCopy(await findGeneration(deps, generationId), who));
    return undefined;
  },
});

/** Of two grids that a picture may have, whoever asked says which. */
export const keepCandidate = defineIntent({
  name: 'keep-candidate',
  answer: 'ephemeral',
  async run({ deps, who }, { assetId }) {
    const { width, height } = await chooseCandidate(deps, { assetId, who });
    const blocks = [text(`It is ${width} × ${height}. The other one is being deleted.`)];
    return { tone: 'done', title: 'Kept', blocks };
  },
});
