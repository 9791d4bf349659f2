import type { Deps } from '#core/deps.ts';
import { leases } from '#core/generations/limits.ts';
import { type ClaimedRun, type Permission, permitCreation, saveExternalId } from '#core/generations/submission.ts';
import type { ProviderModel } from '#core/models/catalogue.ts';
import type { PixelWish } from '#core/models/pixel-wish.ts';
import { type CreateRequest, ImageProviderError } from '#core/ports/image-provider.ts';
import { look } from './look.ts';
import { requestOfRun } from './request-of-run.ts';
import { stopStray, watchForSecond } from './stray.ts';
import { endUnsent, giveUp, tryLater } from './try-later.ts';

export interface Submission {
  generationId: string;
  run: ClaimedRun & { pixel?: PixelWish | undefined };
  model: ProviderModel;
  imageUrl: string | undefined;
  furtherImageUrls: readonly string[];
}

/** A permission that ran out unused was given back: the run can be claimed again at once, unless another process has done so. */
const takenBackMs = 20;

/**
 * Sends one run, once, as far as a provider without idempotency keys allows: a run that may have been sent is looked for first, and the claim is
 * checked directly before sending. Returns how long to wait before another try, if there should be one.
 */
export async function submitRun(deps: Deps, submission: Submission): Promise<number | undefined> {
  const { generationId, run } = submission;
  const { unclearMs } = run;
  const request = requestOfRun(deps, submission);
  if (unclearMs !== null) {
    const seen = await look(deps, { ...run, unclearMs }, request);
    if (seen.is === 'later') return tryLater(deps, generationId, run, { unclear: true, pauseMs: seen.pauseMs });
    if (seen.is === 'found') {
      const { id } = seen.prediction;
      // Another run of equal input was quicker: this one's prediction is still to be found.
      if (!(await keep(deps, submission, id))) return tryLater(deps, generationId, run, { unclear: true });
      // It may have ended before its id was saved.
      await deps.queues.enqueue('settle', { generationId, slot: run.slot, externalId: id });
      return undefined;
    }
  }
  if (run.cancelRequested) return endUnsent(deps, generationId, run, { status: 'canceled' });
  const permission = await permitCreation(deps, run);
  // If another process took over, it sends the run; a run canceled meanwhile ends with the next claim.
  if (!permission) return run.permission && takenBackMs;
  return create(deps, submission, request, permission);
}

async function create(
  deps: Deps,
  submission: Submission,
  request: CreateRequest,
  { signal, leaseUntil, posts }: Permission,
): Promise<number | undefined> {
  const { generationId, run } = submission;
  const details = { generationId, slot: run.slot };
  try {
    const { id } = await deps.provider.create({ ...request, signal });
    await keep(deps, submission, id);
    if (posts > 1) await watchForSecond(deps, generationId);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImageProviderError)) throw error;
    const { code } = error;
    switch (code) {
      case 'rate_limited':
      case 'unavailable':
        deps.log.warn({ ...details, code }, 'provider has no room');
        return tryLater(deps, generationId, run, { leaseUntil, unclear: false, askedMs: error.retryAfterMs });
      case 'unknown_outcome':
        deps.log.warn({ ...details, code }, 'provider may or may not have started');
        return leases.submitMs + 50; // past the claim: until then it may be on its way
      case 'refused':
        return giveUp(deps, generationId, run, 'refused');
      case 'invalid_input':
        deps.log.error({ ...details, code, err: error }, 'provider refused our input');
        return giveUp(deps, generationId, run, 'invalid_input');
      case 'no_credit':
      case 'unauthorized':
      case 'not_found':
        deps.log.error({ ...details, code, err: error }, 'the operator must act: the provider does not serve us');
        return giveUp(deps, generationId, run, 'unavailable');
    }
  }
}

/** Saves the provider's id. False if it belongs to another run; a surplus prediction is stopped. */
async function keep(deps: Deps, { generationId, run }: Submission, externalId: string): Promise<boolean> {
  const { predictionId, slot } = run;
  const outcome = await saveExternalId(deps, { predictionId, externalId });
  if (outcome === 'taken') return false;
  if (outcome === 'second') await stopStray(deps, { generationId, slot, externalId });
  else deps.log.info({ generationId, slot, externalId, unclear: run.unclearMs !== null }, 'submitted');
  if (outcome === 'saved_canceling') await deps.queues.enqueue('cancel', { generationId });
  return true;
}
