import { note, text } from '#core/chat/card/blocks.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { inPlaceOfUsual } from '#core/generations/usual-model.ts';
import type { Wanted } from '#core/generations/wanted.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { priceOf } from '#core/models/plan.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from './begin-generation.ts';
import type { Context } from './dispatch.ts';

/**
 * Begins what somebody named no model for. While the usual one is not on offer, the nearest one makes it, if it takes all of it and costs no more; they
 * are told. Otherwise it is refused like one that was named. @throws Failure, as beginGeneration does
 */
export async function beginWithUsual(context: Context, wanted: Wanted & { model: ImageModel }): Promise<void> {
  const { model: usual, count, size } = wanted;
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
