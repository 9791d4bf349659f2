import { type ImageModel, type RunSize, sameSize, storedSize } from '../models/define-model.ts';
import { drawnBy } from '../models/on-grid.ts';
import { asFarAsTaken } from '../models/pixel-wish.ts';
import { priceOfTool, type ToolName } from '../models/tools.ts';
import { describePrompt } from './description.ts';
import { isTheirs, type Owner } from './owner.ts';
import type { findSourcePicture } from './source-picture.ts';
import { pictureCovered, toolDoesNotApply } from './tool-refusals.ts';
import type { Wanted } from './wanted.ts';

/** A tool, the picture that it is used on, and, for an edit, what to change, by which model, and the picture to go by. */
export type ToolPress =
  | { tool: Exclude<ToolName, 'edit'>; assetId: string }
  | ({ tool: 'edit'; assetId: string; instruction: string; editor: ImageModel } & SecondPicture);
type SecondPicture = Pick<Wanted, 'secondImageKey' | 'secondReferenceUrl'>;

/**
 * What a tool makes of a stored picture, whoever's it is: a request like any, of the person who presses. Only its owner's goes into its project, and
 * words go into none. @throws Failure tool_does_not_apply
 */
export function toolRequest(
  source: Awaited<ReturnType<typeof findSourcePicture>>,
  press: ToolPress,
  who: Owner,
): Wanted {
  const { tool, assetId } = press;
  const offer = priceOfTool(tool, source);
  if (!offer.applies) throw toolDoesNotApply(offer.refusal);
  const { count, takesPicture } = offer;
  if (takesPicture && source.isFlagged) throw pictureCovered();
  const isOfIt = tool === 'upscale' || tool === 'cut-out' || tool === 'recolour';
  return {
    ...(press.tool === 'edit'
      ? editOf(press, source)
      : { model: offer.model, prompt: tool === 'describe' ? describePrompt : source.words }),
    count,
    size: tool === 'vary' ? drawnSize(source.size) : sameSize,
    ...(tool === 'vary' && source.negativePrompt !== '' ? { negativePrompt: source.negativePrompt } : {}),
    ...(tool === 'vary' && source.pixel ? { pixel: source.pixel } : {}),
    format: source.format,
    projectId: tool !== 'describe' && isTheirs(source, who) ? (source.projectId ?? undefined) : undefined,
    madeFrom: {
      ...{ assetId, tool, takesPicture, originModel: isOfIt ? drawnBy(source) : null },
      sourceNumber: source.count > 1 && source.position !== null ? source.position + 1 : null,
    },
  };
}

/** What its picture was to be as pixel art, as far as the editor takes that: those of today draw freely, which is said where one writes the instruction. */
const editOf = (
  { instruction, editor, secondImageKey, secondReferenceUrl }: Extract<ToolPress, { tool: 'edit' }>,
  { pixel }: Pick<Awaited<ReturnType<typeof findSourcePicture>>, 'pixel'>,
) => ({
  ...{ model: editor, prompt: instruction, secondImageKey, secondReferenceUrl },
  pixel: asFarAsTaken(pixel, editor),
});

const drawnSize = (stored: string | null): RunSize => storedSize(stored) ?? 'square';
