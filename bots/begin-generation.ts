import { plainText } from '#core/chat/card.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { firstHold, returnMessage } from '#core/generations/delivery.ts';
import { type GenerationRequest, requestGeneration } from '#core/generations/request.ts';
import { UnpaidLimit } from '#core/generations/unpaid.ts';
import { unclear } from '#core/requests/lost-answer.ts';
import type { Context } from './dispatch.ts';

export type Wanted = Pick<
  GenerationRequest,
  'model' | 'prompt' | 'size' | 'count' | 'seed' | 'inputImageKey' | 'referenceUrl' | 'projectId' | 'pay' | 'pressKey'
>;

/**
 * Holds the credits, says so, and sends the job on its way. What fails after the hold is either picked up by `sweep` or
 * called off here, credits and all. @throws Failure too_few_credits, too_many_open, team_does_not_pay, unpaid_limit,
 * pressed_twice, and what showing the status throws
 */
export async function beginGeneration({ deps, who, ask, reply }: Context, wanted: Wanted): Promise<void> {
  const { key: requestKey, spot, team } = ask;
  const { unpaid } = deps.config;
  const generation = await requestGeneration(deps, { ...who, ...wanted, requestKey, spot, team, unpaid }).catch(
    (error) => {
      if (error instanceof UnpaidLimit) tellOperator(deps, error);
      throw error;
    },
  );
  if (!generation) return; // the chat delivered this request twice
  const generationId = generation.id;
  const asked = { ...wanted, id: generationId, model: wanted.model.id, unitPrice: wanted.model.priceCredits };
  const card = statusCard(
    { ...asked, ...generation },
    generation.ahead > 0 ? { at: 'queued', ahead: generation.ahead } : { at: 'starting' },
  );
  const show = async () => {
    const at = await reply.show(card);
    const takeAway = () => takeStatusAway({ deps, ask }, generationId, at);
    const now = { ...at, shown: plainText(card) };
    const kept = await returnMessage(deps, firstHold(generationId), now, spot).catch(async (error) => {
      // On Discord the place itself leads back to it.
      if (!reply.placeIsKnown) await takeAway();
      throw error;
    });
    if (kept === 'elsewhere') await takeAway();
  };
  const first = wanted.referenceUrl === undefined ? 'submit' : 'reference';
  const submit = () => deps.queues.enqueue(first, { generationId }, { priority: generation.priority });
  deps.log.info({ generationId, model: asked.model, count: wanted.count, price: generation.price }, 'requested');

  if (reply.placeIsKnown) {
    // Neither waits for the other; if one fails, the row is there, and sweep and the delivery ladder go on from it.
    const results = await Promise.allSettled([submit(), show()]);
    for (const { reason } of results.filter((result) => result.status === 'rejected'))
      deps.log.warn({ generationId, err: reason }, 'left to sweep');
    return;
  }
  const start = () => submit().catch((err) => deps.log.warn({ generationId, err }, 'left to sweep'));
  try {
    await show();
  } catch (error) {
    // It may stand there. Whoever sees it waits for a picture, which comes in a message of its own.
    if (reply.mayBeShown(error)) {
      deps.log.warn({ generationId, err: error }, 'a status that may have come');
      return void (await start());
    }
    if ((await cancelGeneration(deps, { generationId, who, silently: true })) === 'canceled') throw error;
    // `sweep` was quicker: it is being made, and its result finds another way to the person.
    throw unclear(error);
  }
  await start();
}

/** A status that nobody writes to any more. */
export async function takeStatusAway(
  { deps, ask: { spot } }: Pick<Context, 'deps' | 'ask'>,
  generationId: string,
  { messageId, channelId = spot.channelId }: Awaited<ReturnType<Context['reply']['show']>>,
): Promise<void> {
  if (messageId === undefined) return;
  await deps.messengers[spot.platform]
    .remove({ ...spot, channelId }, { messageId, uploads: [] })
    .catch((err) => deps.log.warn({ generationId, err }, 'a status that nobody writes to stays'));
}

/** That somebody is new is their own affair; that a day's limit is reached may be an attack, or success. */
function tellOperator({ log, metrics }: Context['deps'], { why }: UnpaidLimit): void {
  log.warn({ why }, 'unpaid credits were refused');
  if (why === 'service_day' || why === 'workspace_day') metrics.count('operatorNeeded', { cause: 'unpaid_cap' });
}
