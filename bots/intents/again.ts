import { againWish } from '#core/chat/present/wish-words.ts';
import { Failure } from '#core/failure.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { picturesOf, samePictures } from '#core/generations/reference.ts';
import { storedFormat } from '#core/generations/stored-format.ts';
import { pictureGone as noSource } from '#core/generations/tool-refusals.ts';
import { findImageModel, findModel } from '#core/models/catalogue.ts';
import { type ImageModel, sameSize, storedSize } from '#core/models/define-model.ts';
import { priceOf } from '#core/models/plan.ts';
import { type ToolName, toolName } from '#core/models/tools.ts';
import { beginGeneration } from '../begin-generation.ts';
import { beginTool } from '../begin-tool.ts';
import type { Context } from '../dispatch.ts';
import { wordsAlone } from '../words-alone.ts';
import { defineIntent } from './define-intent.ts';

/**
 * The same request with a new seed. The person who presses pays, so everybody may; but the picture that it began with is its owner's, and
 * somebody else takes the words alone. What a button did to a picture is done to it again.
 */
export const again = defineIntent({
  name: 'again',
  answer: 'channel',
  async costs({ deps, who }, { generationId }) {
    const earlier = await findGeneration(deps, generationId);
    const model = findModel(earlier.model);
    const what = againWish({ ...earlier, tool: toolName.nullable().parse(earlier.tool) });
    const { count, size } = earlier;
    const pictures = picturesOf(earlier);
    if (!model || isTheirs(earlier, who))
      return model && { what, credits: priceOf(model, count, size, pictures), owner: earlier };
    const note = earlier.tool === null && pictures > 0 ? wordsAlone : undefined;
    return { what, credits: priceOf(model, count, size), owner: earlier, note };
  },
  async run(context, { generationId }) {
    const earlier = await findGeneration(context.deps, generationId);
    const tool = toolName.nullable().parse(earlier.tool);
    if (tool !== null) {
      const { sourceAssetId: assetId, prompt: instruction } = earlier;
      const second = secondPicture(earlier, context.who);
      if (assetId === null) {
        await onOwnCopy(context, { ...earlier, tool }, second);
        return undefined;
      }
      await beginTool(
        context,
        tool === 'edit' ? { tool, assetId, instruction, editor: modelOf(earlier), ...second } : { tool, assetId },
        `again:${generationId}`,
      );
      return undefined;
    }
    const model = modelOf(earlier);
    const { prompt, negativePrompt, count, strength, projectId } = earlier;
    const isOwn = isTheirs(earlier, context.who);
    if (isOwn && (earlier.referenceGoneAt || earlier.secondGoneAt)) throw pictureGone();
    await beginGeneration(context, {
      model,
      prompt,
      ...(negativePrompt === '' ? {} : { negativePrompt }),
      size: storedSize(earlier.size) ?? 'square',
      format: storedFormat.parse(earlier.format),
      count,
      ...(isOwn
        ? {
            ...samePictures(earlier),
            strength: strength ?? undefined,
          }
        : {}),
      projectId: isOwn ? (projectId ?? undefined) : undefined,
      pressKey: `again:${generationId}`,
    });
    return undefined;
  },
});

/** The picture is in no gallery, or there no more: its owner's copy of it is used once more, while it is kept. */
async function onOwnCopy(
  context: Context,
  earlier: Earlier & { tool: ToolName },
  second: SecondPicture,
): Promise<void> {
  const { tool, prompt, inputImageKey, originModel } = earlier;
  const model = findModel(earlier.model);
  if (!model || inputImageKey === null || !isTheirs(earlier, context.who)) throw noSource();
  await beginGeneration(context, {
    ...{ model, prompt, inputImageKey, count: 1, size: sameSize, ...second },
    madeFrom: { assetId: null, tool, takesPicture: false, originModel },
    pressKey: `again:${earlier.id}`,
  });
}

type Earlier = Awaited<ReturnType<typeof findGeneration>>;

function modelOf({ model }: Earlier): ImageModel {
  const found = findImageModel(model);
  if (found) return found;
  throw new Failure('unknown_model', {
    title: 'That model is gone',
    happened: `${model} is no longer offered. Nothing was made and nothing was taken.`,
    next: ['Use ', { command: 'imagine' }, ' with another model.'],
  });
}

type SecondPicture = ReturnType<typeof secondPicture>;

/** What an edit went by is its owner's, as the first is. @throws Failure bad_reference, if it is no longer kept */
function secondPicture(earlier: Earlier, who: Context['who']) {
  if (!isTheirs(earlier, who)) return {};
  if (earlier.secondGoneAt) throw pictureGone();
  const { secondImageKey, secondReferenceUrl } = earlier;
  return { secondImageKey: secondImageKey ?? undefined, secondReferenceUrl: secondReferenceUrl ?? undefined };
}

const pictureGone = () =>
  new Failure('bad_reference', {
    title: 'Your picture is no longer kept',
    happened:
      'I keep a picture that you add for 30 days, or until you delete what was made of it. Nothing was made and nothing was taken.',
    next: ['Add it once more to ', { command: 'imagine' }, '.'],
  });
