import { note, text } from '#core/chat/card/blocks.ts';
import { takes } from '#core/generations/model-takes.ts';
import { picturesOf } from '#core/generations/reference.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { inPlaceOf } from '#core/models/menu.ts';
import { priceOf } from '#core/models/plan.ts';
import { credits } from '#core/words.ts';
import { beginGeneration, type Wanted } from './begin-generation.ts';
import type { Context } from './dispatch.ts';

/**
 * Begins what somebody named no model for. While the usual one is not on offer, the nearest one makes it, if it takes all of it and costs no more; they
 * are told. Otherwise it is refused like one that was named. @throws Failure, as beginGeneration does
 */
export async function beginWithUsual(context: Context, wanted: Wanted & { model: ImageModel }): Promise<void> {
  const { model: usual, count, size } = wanted;
  const pictures = picturesOf(wanted);
  const price = (model: ImageModel) => priceOf(model, count, size, pictures);
  const isAsGood = (other: ImageModel) => price(other) <= price(usual) && takes(other, { ...wanted, pictures });
  const other = await inPlaceOf(context.deps, usual, isAsGood);
  await beginGeneration(context, { ...wanted, model: other ?? usual });
  if (!other) return;
  await context.reply
    .addEphemeral({
      tone: 'notice',
      title: `${other.name} makes this one`,
      blocks: [
        text(
          `${usual.name}, which you usually get, is not on offer now. ${other.name} is nearest to it, and this costs ${credits(price(other))}: no more than it would have.`,
        ),
        note('It comes back by itself. To choose for yourself, name a model.'),
      ],
    })
    .catch((err) => context.deps.log.warn({ err }, 'a notice was not shown'));
}
