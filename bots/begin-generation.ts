import { plainText } from '#core/chat/card/card.ts';
import { unshownStatusCard } from '#core/chat/present/failure.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { askerOf } from '#core/chat/present/showing.ts';
import { holdRequest, sendOff } from '#core/generations/begin.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { firstHold, returnMessage } from '#core/generations/delivery.ts';
import { needsCheck } from '#core/generations/needs-check.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { usedAlready } from '#core/generations/refusals.ts';
import { markOfShown } from '#core/generations/shown-mark.ts';
import { checkWanted, type Wanted } from '#core/generations/wanted.ts';
import { unitPriceOf } from '#core/models/plan.ts';
import { unclear } from '#core/requests/lost-answer.ts';
import type { Context } from './dispatch.ts';
import { checkMayUse, targetHere } from './may-use.ts';

/**
 * Holds the credits, shows the status, and enqueues the job. If a step after the hold fails, `sweep` picks the request up, or it is canceled here and
 * the credits are released.
 * @throws Failure not_in_this_channel, not_in_group, daily_cap: what those who manage the place want
 * @throws Failure takes_no_image, takes_fewer_images, takes_no_negative_prompt, takes_no_strength, takes_no_seed, takes_no_size, prompt_too_long
 * @throws Failure too_few_credits, too_many_open, team_does_not_pay, unpaid_limit, pressed_twice, and any error of showing the status
 */
export async function beginGeneration(context: Context, wanted: Wanted): Promise<void> {
  const { deps, who, ask, used } = context;
  const { key: requestKey, team } = ask;
  await checkMayUse(context);
  checkWanted(wanted);
  const { target, reply } = await whereTo(context);
  used.model = wanted.model.name;
  // Neither waits for the other; it never fails.
  const by = askerOf(deps, target);
  const generation = await holdRequest(deps, {
    ...wanted,
    requester: who,
    requestKey,
    target,
    team,
    dailyImages: who.here?.dailyImages,
    needsCheck: needsCheck(deps.config, { ...target, wantsCheck: who.here?.adult === 'spoiler' }),
  });
  if (!generation && context.isAgreed) throw usedAlready();
  if (!generation) return; // the chat delivered this request twice
  const generationId = generation.id;
  const start = () =>
    sendOff(deps, generation, wanted).catch((err) => deps.log.warn({ generationId, err }, 'left to sweep'));
  // Where the status is no proof of anything, the model does not wait for it; if one of them fails, sweep and the delivery ladder go on from the row.
  const started = reply.mayPost ? start() : undefined;
  const asked = {
    ...wanted,
    id: generationId,
    model: wanted.model.id,
    unitPrice: unitPriceOf(wanted.model, wanted.size, picturesOf(wanted)),
    pictures: picturesOf(wanted),
    startsFrom: wanted.startsFrom?.name ?? null,
    ...originOf(wanted.madeFrom),
  };
  const card = statusCard(
    { ...asked, ...generation },
    generation.ahead > 0 ? { at: 'queued', ahead: generation.ahead } : { at: 'starting' },
    await by,
  );
  const shown = await markOfShown(deps, plainText(card));
  const show = async () => {
    const at = await reply.show(card);
    const takeAway = () => takeStatusAway({ deps, ask: { target } }, generationId, at);
    const now = { ...at, shown };
    const kept = await returnMessage(deps, firstHold(generationId), now, target).catch(async (error) => {
      // On Discord the reply target itself leads back to the message.
      if (!reply.mayPost) await takeAway();
      throw error;
    });
    if (kept === 'elsewhere') await takeAway();
  };
  deps.log.info({ generationId, model: asked.model, count: wanted.count, price: generation.price }, 'requested');

  if (started !== undefined) {
    await Promise.all([started, show().catch((err) => deps.log.warn({ generationId, err }, 'left to sweep'))]);
    return;
  }
  try {
    await show();
  } catch (error) {
    // The status may be visible. People who see it wait for a picture, which comes in a message of its own.
    if (reply.mayBeShown(error)) {
      deps.log.warn({ generationId, err: error }, 'a status that may have come');
      const told = reply
        .addEphemeral(unshownStatusCard)
        .catch((err) => deps.log.warn({ generationId, err }, 'nobody is told that a status may not have come'));
      await Promise.all([start(), told]);
      return;
    }
    if ((await cancelGeneration(deps, { generationId, who, silently: true })) === 'canceled') throw error;
    // `sweep` was quicker: the picture is being made, and its result reaches the person another way.
    throw unclear(error);
  }
  await start();
}

/** Where its status and its result are shown. */
async function whereTo(context: Context) {
  const here = await targetHere(context);
  if (!context.isPrivate) return { target: here, reply: context.reply };
  const { target, reply } = await context.ask.alone(context.reply);
  return { target: { ...target, isAgeRestricted: here.isAgeRestricted }, reply };
}

const originOf = (made: Wanted['madeFrom']) => ({
  tool: made?.tool ?? null,
  originModel: made?.originModel ?? null,
  sourceNumber: made?.sourceNumber ?? null,
});

/** Removes a status message that nothing writes to any more. */
export async function takeStatusAway(
  { deps, ask: { target } }: Pick<Context, 'deps'> & { ask: Pick<Context['ask'], 'target'> },
  generationId: string,
  { messageId, channelId = target.channelId }: Awaited<ReturnType<Context['reply']['show']>>,
): Promise<void> {
  if (messageId === undefined) return;
  await deps.messengers[target.platform]
    .remove({ ...target, channelId }, { messageId, uploads: [] })
    .catch((err) => deps.log.warn({ generationId, err }, 'a status that nobody writes to stays'));
}
