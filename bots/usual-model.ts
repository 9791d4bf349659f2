import { note, text } from '#core/chat/card/blocks.ts';
import { platforms } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
import { hasHad } from '#core/generations/has-had.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { usualFor } from '#core/generations/usual.ts';
import { inPlaceOfUsual } from '#core/generations/usual-model.ts';
import type { Wanted } from '#core/generations/wanted.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { priceOf } from '#core/models/plan.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from './begin-generation.ts';
import type { Context } from './dispatch.ts';

/**
 * Begins what somebody named no model for. While the usual one is not on offer, the nearest one makes it, if it takes all of it and costs no more; they
 * are told. Otherwise it is refused like one that was named. @throws Failure price_unseen, and as beginGeneration does
 */
export async function beginWithUsual(context: Context, wanted: Wanted & { model: ImageModel }): Promise<void> {
  const { model: usual, count, size } = wanted;
  await refuseUnseenPrice(context, wanted);
  const other = await inPlaceOfUsual(context.deps, wanted);
  await beginGeneration(context, { ...wanted, model: other ?? usual });
  if (!other) return;
  await context.reply
    .addEphemeral({
      tone: 'notice',
      title: `${other.name} makes this one`,
      blocks: [
        text(
          `${usual.name}, which you usually get, is not on offer now. ${other.name} is nearest to it, and this costs ${credits(priceOf(other, count, size, picturesOf(wanted)))}: no more than it would have.`,
        ),
        note('It comes back by itself. To choose for yourself, name a model.'),
      ],
    })
    .catch((err) => context.deps.log.warn({ err }, 'a notice was not shown'));
}

/**
 * Those who manage a place choose its usual model, and whoever asks pays for it: nobody does without having seen what it costs. Once somebody has had it, they know.
 * @throws Failure price_unseen
 */
async function refuseUnseenPrice({ deps, who, ask }: Context, wanted: Wanted & { model: ImageModel }): Promise<void> {
  const { model, count, size } = wanted;
  const { model: usual, isOfPlace } = usualFor(who);
  if (!isOfPlace || usual !== model.name) return;
  const price = priceOf(model, count, size, picturesOf(wanted));
  if (price <= priceOf(defaultModel, count)) return;
  if (await hasHad(deps, who, model)) return;
  const { placeWord } = platforms[ask.target.platform];
  throw new Failure('price_unseen', {
    title: `This costs ${credits(price)} here`,
    happened: `You named no model, and the usual one in this ${placeWord} is ${model.name}, at ${credits(price)}. Nothing was made and nothing was taken.`,
    next: `Choose ${model.name} as the model to agree, after which you are not asked again, or another one: ${defaultModel.name} costs ${credits(priceOf(defaultModel, count))}.`,
  });
}
