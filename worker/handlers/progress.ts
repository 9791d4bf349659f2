import { type Card, plainText } from '#core/chat/card/card.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { askerOf } from '#core/chat/present/showing.ts';
import type { Stage } from '#core/chat/present/stage.ts';
import { uncheckedCard } from '#core/chat/present/withheld.ts';
import type { Deps } from '#core/deps.ts';
import { putOffStatus, returnMessage } from '#core/generations/delivery.ts';
import { leases } from '#core/generations/limits.ts';
import { endPreview, isStillOpen, notePreview } from '#core/generations/preview.ts';
import { saveProgress } from '#core/generations/progress.ts';
import { isSecondTry } from '#core/generations/second-try.ts';
import { markOfShown } from '#core/generations/shown-mark.ts';
import { claimMessage, type GenerationView, type MessageClaim, readView } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel, isOurs } from '#core/models/catalogue.ts';
import { hintsOf, noteTrouble } from '../chat-trouble.ts';
import { type Preview, type Previews, previewsOf } from '../preview.ts';

/**
 * Shows an open generation's progress, in chat and on the owner's pages: the message is edited on change only, and `sweep` asks at most every 3 s.
 */
export async function progress(deps: Deps, { generationId }: JobData<'progress'>): Promise<undefined> {
  const claim = await claimMessage(deps, generationId, 'open', leases.messageMs);
  if (claim === 'busy') return undefined;
  if (claim === 'nothing_to_do') return keepProgress(deps, generationId);
  try {
    const [stage, by, previews] = await Promise.all([
      waitsForCheck(claim.view) ? undefined : stageOf(deps, claim.view),
      askerOf(deps, claim.target),
      previewsOf(deps, claim),
    ]);
    if (stage) await save(deps, generationId, stage);
    const cardWith = (preview: Preview | undefined) =>
      stage ? statusCard(claim.view, stage, by, preview?.image) : uncheckedCard(claim.view, by, preview?.image);
    await returnMessage(deps, claim.hold, await show(deps, claim, previews, cardWith));
  } catch (err) {
    noteTrouble(deps, claim.target.platform, { what: 'a status could not be shown', err, generationId });
    await putOffStatus(deps, claim.hold, hintsOf(err));
  }
  return undefined;
}

/** For a generation that was requested in no chat: shown on the pages alone. */
async function keepProgress(deps: Deps, generationId: string): Promise<undefined> {
  const view = await readView(deps, generationId);
  if (view && !view.isInChat && view.status === 'running') await save(deps, generationId, await stageOf(deps, view));
}

async function save(deps: Deps, generationId: string, stage: Stage): Promise<void> {
  if (stage.at === 'running' && stage.progress !== undefined) await saveProgress(deps, generationId, stage.progress);
}

const waitsForCheck = (view: GenerationView) => view.isUnchecked && !view.cancelRequested;

/** Tries nothing more once the chat has closed the message; the result is still brought there, or elsewhere. */
async function show(
  deps: Deps,
  claim: MessageClaim,
  { before, now }: Previews,
  cardWith: (preview: Preview | undefined) => Card,
): Promise<{ shown?: string; messageId?: string; isClosed?: boolean }> {
  const { view, target, targetId, hold, statusClosed } = claim;
  const card = cardWith(now);
  const shown = await markOfShown(deps, [plainText(card), ...(now ? [now.assetId] : [])].join('\n'));
  if (statusClosed || shown === view.shown) return { isClosed: statusClosed };
  // Looking took its time. What would be late is left out: the result waits.
  if (!(await isStillOpen(deps, view.id))) return {};
  const messenger = deps.messengers[target.platform];
  const withoutPicture = async (messageId = before === undefined ? undefined : target.messageId) => {
    const forget = messageId === undefined ? undefined : await endPreview(deps, { targetId, messageId });
    if (!(await messenger.update(target, cardWith(undefined)))) return { isClosed: true };
    await forget?.();
    return { shown };
  };
  if (!now || !messenger.preview) return withoutPicture();
  const posted = await messenger.preview(target, card, now.file);
  if (!posted) return { isClosed: true };
  const { messageId, uploads } = posted;
  if (now.file) {
    const outcome = await notePreview(deps, hold, { targetId, messageId, assetId: now.assetId, uploads });
    // Deleted while it was on its way.
    if (outcome === 'gone') return { ...(await withoutPicture(messageId)), shown: '' };
  }
  return { shown, messageId };
}

async function stageOf(deps: Deps, view: GenerationView): Promise<Stage> {
  if (view.cancelRequested) return { at: 'canceling' };
  if (view.status === 'queued') return { at: 'queued', ahead: view.ahead };
  const sent = view.runs.filter((run) => run.externalId !== null);
  if (sent.length === 0 || !view.startedAt) return { at: isLong(view) ? 'not_taken' : 'starting' };
  if (view.isHeldUp) return { at: 'held_up' };
  if (drawsPixels(view) && (await isSecondTry(deps, view.id))) return { at: 'second_try' };
  const told = await Promise.all(sent.map((run) => progressOf(deps, view.id, run)));
  const known = told.filter((value) => value !== undefined);
  const done = view.stored;
  if (known.length > 0)
    return { at: 'running', done, progress: known.reduce((sum, value) => sum + value, 0) / view.runs.length };
  // For a model that reports no progress, only its usual time is known.
  const left = Math.round(
    (findModel(view.model)?.typicalSeconds ?? 0) - (Date.now() - view.startedAt.getTime()) / 1000,
  );
  // In steps of 5 s: a message that changes every second is noise.
  return { at: 'running', done, secondsLeft: left >= 3 ? Math.ceil(left / 5) * 5 : undefined };
}

/** A provider takes a request within a second, mostly. */
const longMs = 15_000;

const isLong = ({ model, startedAt }: GenerationView): boolean =>
  startedAt !== null && Date.now() - startedAt.getTime() > longMs && !isOurs(model);

const drawsPixels = ({ model: id }: GenerationView) => {
  const model = findModel(id);
  return model?.kind === 'image' && model.pixel !== undefined;
};

async function progressOf(deps: Deps, generationId: string, run: GenerationView['runs'][number]) {
  if (run.status !== 'running' || run.isUnchecked) return 1;
  if (run.externalId === null) return undefined;
  const prediction = await deps.provider.get(run.externalId);
  if (prediction.status === 'starting' || prediction.status === 'processing') return prediction.progress;
  // It ended and we were not notified yet.
  await deps.queues.enqueue('settle', { generationId, slot: run.slot, externalId: run.externalId });
  return 1;
}
