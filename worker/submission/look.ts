import type { Deps } from '#core/deps.ts';
import { creationPatienceMs, lookForMs } from '#core/generations/limits.ts';
import { type ClaimedRun, ownedByOthers } from '#core/generations/submission.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import { type CreateRequest, ImageProviderError, type ProviderPrediction } from '#core/ports/image-provider.ts';

/** found: the prediction that was paid for. later: it may still appear. absent: it was looked for long enough, and never arrived. */
export type Look =
  | { is: 'found'; prediction: ProviderPrediction }
  | { is: 'later'; pauseMs: number }
  | { is: 'absent' };

/** Looks in the provider's list for a prediction that an earlier creation may have started, so that it is not paid for twice. */
export async function look(
  deps: Pick<Deps, 'db' | 'provider' | 'log'>,
  run: ClaimedRun & { unclearMs: number },
  request: CreateRequest,
): Promise<Look> {
  const { unclearMs } = run;
  try {
    const [prediction] = await listedFor(deps, run, request);
    if (prediction) return { is: 'found', prediction };
  } catch (error) {
    if (!(error instanceof ImageProviderError)) throw error;
    deps.log.warn({ predictionId: run.predictionId, code: error.code }, 'the provider’s list could not be looked at');
    return { is: 'later', pauseMs: growingPauseMs(unclearMs) };
  }
  if (unclearMs >= lookForMs && run.triedMs < creationPatienceMs) return { is: 'absent' };
  // The last look is just after the time within which it must have appeared.
  return { is: 'later', pauseMs: Math.min(growingPauseMs(unclearMs), Math.max(50, lookForMs - unclearMs + 50)) };
}

/** The predictions that the provider lists for a run, without those that belong to another run. */
export async function listedFor(
  deps: Pick<Deps, 'db' | 'provider'>,
  run: { predictionId: string; startedAt: Date },
  request: CreateRequest,
): Promise<ProviderPrediction[]> {
  const createdAfter = new Date(run.startedAt.getTime() - 60_000); // the provider's clock may be behind the database's
  const listed = await deps.provider.findUnclaimed({ ...request, createdAfter });
  const externalIds = listed.map(({ id }) => id);
  const owned = await ownedByOthers(deps, { predictionId: run.predictionId, externalIds });
  return listed.filter(({ id }) => !owned.has(id));
}
