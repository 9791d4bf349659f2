import { toolWish } from '#core/chat/present/wish-words.ts';
import { findSourcePicture } from '#core/generations/source-picture.ts';
import { type ToolPress, toolRequest } from '#core/generations/tool-request.ts';
import { priceOfTool, type ToolName } from '#core/models/tools.ts';
import { beginGeneration } from './begin-generation.ts';
import type { Context } from './dispatch.ts';
import type { Costs } from './intents/define-intent.ts';

/** Makes something of a stored picture, whoever's it is. @throws Failure picture_gone, tool_does_not_apply, and what beginGeneration throws */
export async function beginTool(context: Context, press: ToolPress): Promise<void> {
  const { tool, assetId } = press;
  const source = await findSourcePicture(context.deps, assetId);
  await beginGeneration(context, { ...toolRequest(source, press, context.who), pressKey: `${tool}:${assetId}` });
}

/** Undefined if it does not apply, or not to this picture, which the press itself says. */
export async function costsOfTool({ deps }: Context, tool: ToolName, assetId: string): Promise<Costs | undefined> {
  const source = await findSourcePicture(deps, assetId);
  const offer = priceOfTool(tool, source);
  return offer.applies && !(offer.takesPicture && source.isFlagged)
    ? { what: toolWish(tool, source), credits: offer.priceCredits, owner: source }
    : undefined;
}
