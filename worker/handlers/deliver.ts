import { type Delivered, LostHold } from '#core/chat/messenger.ts';
import { resultCard } from '#core/chat/present/generation.ts';
import { askerOf } from '#core/chat/present/showing.ts';
import { isKept, undeliveredCard } from '#core/chat/present/undelivered.ts';
import type { Deps } from '#core/deps.ts';
import {
  keepMessage,
  markDelivered,
  markRewritten,
  markUndelivered,
  putOffDelivery,
} from '#core/generations/delivery.ts';
import { leases } from '#core/generations/limits.ts';
import { endPreview, findPreview } from '#core/generations/preview.ts';
import type { MessageOrRefusal } from '#core/generations/settle-and-claim.ts';
import { claimMessage, type MessageClaim, type Writing } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import { wantsNotice } from '#core/preferences/notices.ts';
import { bringResult, type PicturesAtHand, rewriteResult } from '../bring-result.ts';
import { hintsOf, noteTrouble } from '../chat-trouble.ts';
import type { Again } from '../handler.ts';
import { keepingClaim } from '../keep-claim.ts';

/** We give up on a chat that takes nothing for this long; /history can still show the pictures. */
const patienceMs = 24 * 60 * 60_000;

/**
 * Delivers immediately after the last settling, which claimed the message, without the queue and without reading the pictures back. If it fails, a job
 * of its own delivers.
 */
export async function deliverAtOnce(
  deps: Deps,
  generationId: string,
  { claimed, atHand }: { claimed(): Promise<MessageOrRefusal>; atHand: PicturesAtHand | undefined },
): Promise<void> {
  const deliverNow = async () =>
    whenBusy(await withMessage(deps, await claimed(), 'ended', (claim) => bring(deps, claim, atHand)));
  const again = await deliverNow().catch((err): Again => {
    deps.log.warn({ generationId, err }, 'delivery put off');
    return { againInMs: 500 };
  });
  if (again) await deps.queues.enqueue('deliver', { generationId }, { delayMs: again.againInMs });
}

/** Delivers a generation's result to chat, down the ladder, once; and once more into its message if an older write came after it. */
export async function deliver(deps: Deps, { generationId }: JobData<'deliver'>): Promise<Again | undefined> {
  const claim = (writing: Writing) => claimMessage(deps, generationId, writing, leases.messageMs);
  const outcome = await withMessage(deps, await claim('ended'), 'ended', (claimed) => bring(deps, claimed));
  if (outcome === 'nothing_to_do')
    await withMessage(deps, await claim('again'), 'again', (claimed) => bringAgain(deps, claimed));
  return whenBusy(outcome);
}

/** Its first status or its progress is being shown at this moment. */
const whenBusy = (outcome: 'busy' | 'nothing_to_do' | 'done'): Again | undefined =>
  outcome === 'busy' ? { againInMs: 60 } : undefined;

/** Keeps the claim of a message while the work lasts, and puts off work that failed. */
async function withMessage(
  deps: Deps,
  claim: MessageOrRefusal,
  writing: Writing,
  work: (claim: MessageClaim) => Promise<void>,
): Promise<'busy' | 'nothing_to_do' | 'done'> {
  if (claim === 'busy' || claim === 'nothing_to_do') return claim;
  const { generationId } = claim.hold;
  const { hold, target, dueForMs } = claim;
  // Slow uploads outlast the lease.
  const lease = {
    everyMs: leases.messageMs / 2,
    renew: () => keepMessage(deps, hold),
    onTrouble: (err: unknown) => deps.log.warn({ generationId, err }, 'lease'),
  };
  try {
    await keepingClaim(lease, () => work(claim));
  } catch (err) {
    if (err instanceof LostHold) {
      deps.log.warn({ generationId }, 'a delivery was taken over while it slept');
      return 'done';
    }
    noteTrouble(deps, target.platform, { what: 'delivery put off', err, generationId, dueForMs: Math.round(dueForMs) });
    if (dueForMs < patienceMs) await putOffDelivery(deps, hold, hintsOf(err).retryAfterMs);
    else if (writing === 'ended') await keepUndelivered(deps, claim);
    else await markRewritten(deps, hold, undefined, []);
  }
  return 'done';
}

async function bring(deps: Deps, claim: MessageClaim, atHand?: PicturesAtHand): Promise<void> {
  const { view, target, targetId, hold } = claim;
  const delivered = (await tellAlone(deps, claim)) ?? (await bringResult(deps, claim, atHand));
  if (!delivered) return keepUndelivered(deps, claim);
  const posted = view.assets.map(({ id }) => id);
  await markDelivered(deps, hold, { ...delivered, targetId, posted, hasWords: view.description !== null });
  if (delivered.messageId !== target.messageId) await takePreviewAway(deps, claim);
  const waitedMs = Date.now() - view.createdAt.getTime();
  deps.metrics.count('deliveries', { platform: target.platform, rung: delivered.deliveryMethod });
  deps.metrics.took('deliverySeconds', { platform: target.platform }, waitedMs);
  deps.log.info(
    { generationId: view.id, deliveryMethod: delivered.deliveryMethod, images: view.assets.length, waitedMs },
    'delivered',
  );
}

/**
 * What a person added cannot be used: they alone are told, as if it had been refused at once, and the status goes. Undefined if it is about something
 * else, or the chat does not take it: then everybody reads it there.
 */
async function tellAlone(deps: Deps, { view, target, hold }: MessageClaim): Promise<Delivered | undefined> {
  const { messageId, platform, isPrivate } = target;
  if (!view.failure?.startsWith('reference_') || view.stored > 0 || messageId === undefined || isPrivate)
    return undefined;
  const messenger = deps.messengers[platform];
  try {
    await keepMessage(deps, hold);
    if (!(await messenger.note(target, resultCard(view, { platform })))) return undefined;
    if (await messenger.remove(target, { messageId, uploads: [] })) return { deliveryMethod: 'reply', messageId };
  } catch (err) {
    if (err instanceof LostHold) throw err;
    deps.log.warn({ generationId: view.id, err }, 'why a picture cannot be used is told to everybody there');
  }
  return undefined;
}

/** The result has a message of its own: the status must not stand beside it with one of its pictures. */
async function takePreviewAway(deps: Deps, { view, target, targetId }: MessageClaim): Promise<void> {
  const { messageId, platform } = target;
  const messenger = deps.messengers[platform];
  if (messageId === undefined || !messenger.preview || view.stored === 0) return;
  try {
    const shown = await findPreview(deps, { targetId, messageId });
    if (!shown) return;
    const forget = await endPreview(deps, { targetId, messageId });
    if (await messenger.remove(target, { messageId, uploads: shown.uploads })) await forget();
  } catch (err) {
    deps.log.warn({ generationId: view.id, err }, 'a status with a preview stays beside its result');
  }
}

async function bringAgain(deps: Deps, claim: MessageClaim): Promise<void> {
  const { view, hold } = claim;
  const rewritten = await rewriteResult(deps, claim);
  await markRewritten(
    deps,
    hold,
    rewritten,
    view.assets.map(({ id }) => id),
  );
  deps.log.info({ generationId: view.id, rewritten: rewritten !== undefined }, 'the result was written once more');
}

/** Every way to chat is closed, or the time is over: the pictures are kept, and the person is told where, if that is possible at all. */
async function keepUndelivered(deps: Deps, { view, target, hold }: MessageClaim): Promise<void> {
  const generationId = view.id;
  if (isKept(view)) {
    const messenger = deps.messengers[target.platform];
    const owner = { userId: view.accountId, identityId: view.identityId };
    await askerOf(deps, target)
      .then((by) => messenger.update(target, undeliveredCard(view, by)))
      .then(
        async (isShown) =>
          isShown || ((await wantsNotice(deps, owner, 'kept')) && messenger.note(target, undeliveredCard(view))),
      )
      .catch((err) => deps.log.warn({ generationId, err }, 'nobody could be told that a result is kept'));
  }
  await markUndelivered(deps, hold);
  deps.metrics.count('deliveries', { platform: target.platform, rung: 'undelivered' });
  deps.log.warn({ generationId, platform: target.platform }, 'undelivered: every way to chat is closed');
}
