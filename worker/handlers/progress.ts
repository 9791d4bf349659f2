import { type Card, plainText } from '#core/chat/card/card.ts';
import { type Stage, statusCard } from '#core/chat/present/generation.ts';
import { askerOf } from '#core/chat/present/showing.ts';
import { uncheckedCard } from '#core/chat/present/withheld.ts';
import type { Deps } from '#core/deps.ts';
import { putOffStatus, returnMessage } from '#core/generations/delivery.ts';
import { leases } from '#core/generations/limits.ts';
import { saveProgress } from '#core/generations/progress.ts';
import { markOfShown } from '#core/generations/shown-mark.ts';
import { claimMessage, type GenerationView, type MessageClaim, readView } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel } from '#core/models/catalogue.ts';
import { hintsOf, noteTrouble } from '../chat-trouble.ts';

/**
 * Shows an open generation's progress, in chat and on the owner's pages: the message is edited on change only, and `sweep` asks at most every 3 s.
 */
export async function progress(deps: Deps, { generationId }: JobData<'progress'>): Promise<undefined> {
  const claim = await claimMessage(deps, generationId, 'open', leases.messageMs);
  if (claim === 'busy') return undefined;
  if (claim === 'nothing_to_do') return keepProgress(deps, generationId);
  try {
    if (claim.view.isUnchecked && !claim.view.cancelRequested) {
      await returnMessage(deps, claim.hold, await show(deps, claim, uncheckedCard(claim.view)));
      return undefined;
    }
    const stage = await stageOf(deps, claim.view);
    await save(deps, generationId, stage);
    const card = statusCard(claim.view, stage, await askerOf(deps, claim.target));
    await returnMessage(deps, claim.hold, await show(deps, claim, card));
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

/** Tries nothing more once the chat has closed the message; the result is still brought there, or elsewhere. */
async function show(deps: Deps, { view, target, statusClosed }: MessageClaim, card: Card) {
  const shown = await markOfShown(deps, plainText(card));
  if (statusClosed || shown === view.shown) return { isClosed: statusClosed };
  const isShown = await deps.messengers[target.platform].update(target, card);
  return isShown ? { shown } : { isClosed: true };
}

async function stageOf(deps: Deps, view: GenerationView): Promise<Stage> {
  if (view.cancelRequested) return { at: 'canceling' };
  if (view.status === 'queued') return { at: 'queued', ahead: view.ahead };
  const sent = view.runs.filter((run) => run.externalId !== null);
  if (sent.length === 0 || !view.startedAt) return { at: 'starting' };
  const told = await Promise.all(sent.map((run) => progressOf(deps, view.id, run)));
  const known = told.filter((value) => value !== undefined);
  if (known.length > 0)
    return { at: 'running', progress: known.reduce((sum, value) => sum + value, 0) / view.runs.length };
  // For a model that reports no progress, only its usual time is known.
  const left = Math.round(
    (findModel(view.model)?.typicalSeconds ?? 0) - (Date.now() - view.startedAt.getTime()) / 1000,
  );
  // In steps of 5 s: a message that changes every second is noise.
  return { at: 'running', secondsLeft: left >= 3 ? Math.ceil(left / 5) * 5 : undefined };
}

async function progressOf(deps: Deps, generationId: string, run: GenerationView['runs'][number]) {
  if (run.status !== 'running') return 1;
  if (run.externalId === null) return undefined;
  const prediction = await deps.provider.get(run.externalId);
  if (prediction.status === 'starting' || prediction.status === 'processing') return prediction.progress;
  // It ended and we were not notified yet.
  await deps.queues.enqueue('settle', { generationId, slot: run.slot, externalId: run.externalId });
  return 1;
}
