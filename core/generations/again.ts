import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { findImageModel, findModel } from '../models/catalogue.ts';
import { type ImageModel, sameSize, storedSize } from '../models/define-model.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { type ToolName, toolName } from '../models/tools.ts';
import type { findGeneration } from './find.ts';
import { isTheirs, type Owner } from './owner.ts';
import { samePictures } from './reference.ts';
import { findSourcePicture } from './source-picture.ts';
import { storedFormat } from './stored-format.ts';
import { sourceGone } from './tool-refusals.ts';
import { toolRequest } from './tool-request.ts';
import type { Wanted } from './wanted.ts';

type Earlier = Awaited<ReturnType<typeof findGeneration>>;

/**
 * The same request with a new seed, for whoever wants it; but the pictures that it began with are its owner's, and somebody else takes the words alone.
 * What a tool did to a picture is done to it again. @throws Failure bad_reference, picture_gone, tool_does_not_apply, unknown_model
 */
export async function requestAgain(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  earlier: Earlier,
  who: Owner,
): Promise<Wanted> {
  const tool = toolName.nullable().parse(earlier.tool);
  return tool === null ? drawnAgain(earlier, who) : usedAgain(deps, { ...earlier, tool }, who);
}

function drawnAgain(earlier: Earlier, who: Owner): Wanted {
  const model = modelOf(earlier);
  const { prompt, negativePrompt, count, strength, projectId } = earlier;
  const isOwn = isTheirs(earlier, who);
  if (isOwn && (earlier.referenceGoneAt || earlier.secondGoneAt)) throw pictureGone();
  return {
    model,
    prompt,
    ...(negativePrompt === '' ? {} : { negativePrompt }),
    size: storedSize(earlier.size) ?? 'square',
    format: storedFormat.parse(earlier.format),
    pixel: storedPixelWish.parse(earlier.pixel) ?? undefined,
    count,
    ...(isOwn ? { ...samePictures(earlier), strength: strength ?? undefined } : {}),
    projectId: isOwn ? (projectId ?? undefined) : undefined,
  };
}

async function usedAgain(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  earlier: Earlier & { tool: ToolName },
  who: Owner,
): Promise<Wanted> {
  const { tool, sourceAssetId: assetId, prompt: instruction } = earlier;
  const second = secondPicture(earlier, who);
  if (assetId === null) return onOwnCopy(earlier, who, second);
  const source = await findSourcePicture(deps, assetId, sourceGone);
  if (tool !== 'edit') return { ...toolRequest(source, { tool, assetId }, who), ...pixelOf(earlier) };
  return toolRequest(source, { tool, assetId, instruction, editor: modelOf(earlier), ...second }, who);
}

/** The picture is in no gallery, or there no more: its owner's copy of it is used once more, while it is kept. */
function onOwnCopy(earlier: Earlier & { tool: ToolName }, who: Owner, second: SecondPicture): Wanted {
  const { tool, prompt, inputImageKey, originModel, projectId } = earlier;
  const model = findModel(earlier.model);
  if (!model || inputImageKey === null || !isTheirs(earlier, who)) throw sourceGone();
  return {
    ...{ model, prompt, inputImageKey, count: 1, size: sameSize, ...second, ...pixelOf(earlier) },
    projectId: projectId ?? undefined,
    madeFrom: { assetId: null, tool, takesPicture: false, originModel },
  };
}

/** Of pixel art and other colours of a picture: which, and how large. Of other tools the picture that they are used on says it. */
const pixelOf = ({ tool, pixel }: Pick<Earlier, 'tool' | 'pixel'>) =>
  tool === 'pixel-art' || tool === 'recolour' ? { pixel: storedPixelWish.parse(pixel) ?? undefined } : {};

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
function secondPicture(earlier: Earlier, who: Owner) {
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
