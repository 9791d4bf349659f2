import { againWish } from '#core/chat/present/wish-words.ts';
import { requestAgain } from '#core/generations/again.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { refuseDeleted } from '#core/generations/refuse-deleted.ts';
import { findModel } from '#core/models/catalogue.ts';
import { priceOf } from '#core/models/plan.ts';
import { toolName } from '#core/models/tools.ts';
import { beginGeneration } from '../begin-generation.ts';
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
    if (!isTheirs(earlier, context.who)) await refuseDeleted(context.deps, earlier);
    await beginGeneration(context, {
      ...(await requestAgain(context.deps, earlier, context.who)),
      pressKey: `again:${generationId}`,
    });
    return undefined;
  },
});
