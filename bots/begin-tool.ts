import { toolWish } from '#core/chat/present/wish-words.ts';
import { describePrompt } from '#core/generations/description.ts';
import { isTheirs } from '#core/generations/owner.ts';
import type { GenerationRequest } from '#core/generations/request.ts';
import { findSourcePicture } from '#core/generations/source-picture.ts';
import { toolDoesNotApply } from '#core/generations/tool-refusals.ts';
import { type ImageModel, type RunSize, sameSize, storedSize } from '#core/models/define-model.ts';
import { drawnBy, priceOfTool, type ToolName } from '#core/models/tools.ts';
import { beginGeneration } from './begin-generation.ts';
import type { Context } from './dispatch.ts';
import type { Costs } from './intents/define-intent.ts';

/** A tool, the picture that it is used on, and, for an edit, what to change, by which model, and the picture to go by. */
export type ToolPress =
  | { tool: Exclude<ToolName, 'edit'>; assetId: string }
  | ({ tool: 'edit'; assetId: string; instruction: string; editor: ImageModel } & SecondPicture);
type SecondPicture = Pick<GenerationRequest, 'secondImageKey' | 'secondReferenceUrl'>;

/**
 * Makes something of a stored picture, whoever's it is: a generation like any, of the person who presses. Only its owner's goes into its project, and
 * words go into none.
 * @throws Failure picture_gone, tool_does_not_apply, and what beginGeneration throws
 */
export async function beginTool(
  context: Context,
  press: ToolPress,
  pressKey = `${press.tool}:${press.assetId}`,
): Promise<void> {
  const { tool, assetId } = press;
  const source = await findSourcePicture(context.deps, assetId);
  const offer = priceOfTool(tool, source);
  if (!offer.applies) throw toolDoesNotApply(offer.refusal);
  const { count, takesPicture } = offer;
  const isOfIt = tool === 'upscale' || tool === 'cut-out';
  await beginGeneration(context, {
    ...(press.tool === 'edit'
      ? editOf(press)
      : { model: offer.model, prompt: tool === 'describe' ? describePrompt : source.words }),
    count,
    size: tool === 'vary' ? drawnSize(source.size) : sameSize,
    ...(tool === 'vary' && source.negativePrompt !== '' ? { negativePrompt: source.negativePrompt } : {}),
    format: source.format,
    projectId: tool !== 'describe' && isTheirs(source, context.who) ? (source.projectId ?? undefined) : undefined,
    madeFrom: { assetId, tool, takesPicture, originModel: isOfIt ? drawnBy(source) : null },
    pressKey,
  });
}

const editOf = ({ instruction, editor, secondImageKey, secondReferenceUrl }: Extract<ToolPress, { tool: 'edit' }>) => ({
  ...{ model: editor, prompt: instruction, secondImageKey, secondReferenceUrl },
});

const drawnSize = (stored: string | null): RunSize => storedSize(stored) ?? 'square';

/** Undefined if it does not apply, which the press itself says. */
export async function costsOfTool({ deps }: Context, tool: ToolName, assetId: string): Promise<Costs | undefined> {
  const source = await findSourcePicture(deps, assetId);
  const offer = priceOfTool(tool, source);
  return offer.applies ? { what: toolWish(tool, source), credits: offer.priceCredits, owner: source } : undefined;
}
