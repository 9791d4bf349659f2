import type { Deps } from '#core/deps.ts';
import { findWaiting, putOffCheck } from '#core/generations/held-outputs.ts';
import { leases } from '#core/generations/limits.ts';
import type { SaidEnd } from '#core/generations/said.ts';
import {
  type ClaimedSettlement,
  claimSettlement,
  type FailureCode,
  keepSettlement,
  noteEnd,
  putOffSettlement,
  returnSettlement,
  whyNotSettled,
} from '#core/generations/settlement.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel } from '#core/models/catalogue.ts';
import { ImageProviderError, type ProviderPrediction } from '#core/ports/image-provider.ts';
import type { Again } from '../handler.ts';
import { keepingClaim } from '../keep-claim.ts';
import { keepDescription } from '../keep-description.ts';
import { type Outcome, settleRun } from '../settle-run.ts';
import { MustWait, type Output, type StoredOutputs, storeOutputs } from '../store-outputs.ts';
import { stopStray } from '../submission/stray.ts';

/** The provider stops a run at its deadline by itself; this much later we no longer expect it to. */
const beyondDeadlineMs = 2 * 60_000;
/** The provider deletes a run's outputs an hour after its end; until shortly before, it is worth trying again. */
const outputsPatienceMs = 50 * 60_000;
/** A person who asked two hours ago has gone on: a check that could not look for so long is given up, and the credits go back. */
const checkPatienceMs = 2 * 60 * 60_000;

/**
 * A prediction sent a webhook, or was silent for too long: its end is what a signed webhook said, or what the provider answers; its outputs are kept,
 * and its credits settled.
 */
export async function settle(deps: Deps, wanted: JobData<'settle'>): Promise<Again | undefined> {
  const claim = await claimSettlement(deps, wanted);
  if (!claim) return notSettled(deps, wanted);
  try {
    const prediction = claim.isUnchecked ? await waitingEnd(deps, claim) : (claim.said ?? (await lookUp(deps, claim)));
    const lease = {
      everyMs: leases.settleMs / 3,
      renew: () => keepSettlement(deps, claim.predictionId),
      onTrouble: (err: unknown) => deps.log.warn({ ...wanted, err }, 'lease'),
    };
    const ended = prediction && (() => outcomeOf(deps, wanted.generationId, claim, prediction));
    const outcome = ended ? await keepingClaim(lease, ended) : lost(claim);
    if (outcome) await settleRun(deps, wanted.generationId, outcome);
    else await returnSettlement(deps, claim.predictionId);
  } catch (err) {
    if (err instanceof MustWait) {
      deps.log.warn({ ...wanted, err: err.cause }, 'outputs wait for a check');
      const waits = { predictionId: claim.predictionId, predictMs: claim.said?.predictTimeMs, isSoon: err.holdsBack };
      const nextId = await putOffCheck(deps, waits, err.files);
      // It takes no running place any more. `sweep` has the status say so, in its time.
      if (nextId !== undefined) await deps.queues.enqueue('submit', { generationId: nextId }).catch(() => undefined); // left to sweep
      return undefined;
    }
    const patienceMs = claim.isUnchecked ? checkPatienceMs : outputsPatienceMs;
    if (claim.submittedAgoMs > deadlineOf(claim) + patienceMs) await settleRun(deps, wanted.generationId, lost(claim));
    else await putOffSettlement(deps, claim.predictionId);
    deps.log.warn({ ...wanted, err }, 'a run could not be settled');
  }
  return undefined;
}

/** When the run must be over. */
const deadlineOf = (claim: ClaimedSettlement) => (findModel(claim.model)?.deadlineMs ?? 0) + beyondDeadlineMs;

async function notSettled(deps: Deps, wanted: JobData<'settle'>): Promise<Again | undefined> {
  const { generationId, slot, externalId } = wanted;
  const why = await whyNotSettled(deps, wanted);
  if (why === 'second' && externalId !== undefined) await stopStray(deps, { generationId, slot, externalId });
  return why === 'busy' ? { againInMs: 300 } : undefined;
}

/** Undefined if the provider no longer knows it. */
async function lookUp(deps: Deps, claim: ClaimedSettlement): Promise<ProviderPrediction | undefined> {
  try {
    const prediction = await deps.provider.get(claim.externalId);
    return prediction.dataRemoved ? undefined : prediction;
  } catch (error) {
    if (error instanceof ImageProviderError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** What the provider had made is in our store, and nobody else is to be asked. */
const waitingEnd = async (deps: Deps, claim: ClaimedSettlement): Promise<Ended> => ({
  status: 'succeeded',
  outputs: await findWaiting(deps, claim.predictionId),
  refused: false,
  predictTimeMs: undefined,
});

/** The provider deletes what it made after an hour, and nobody fetched it in time: that is no fault of the model's. */
const lost = (claim: ClaimedSettlement): Outcome => ({
  predictionId: claim.predictionId,
  status: 'failed',
  assets: [],
  failure: 'unavailable',
});

type Ended = Pick<SaidEnd, 'refused'> & { status: 'succeeded'; outputs: Output[]; predictTimeMs: undefined };

/** Undefined while the run is not over. */
async function outcomeOf(
  deps: Deps,
  generationId: string,
  claim: ClaimedSettlement,
  prediction: ProviderPrediction | SaidEnd | Ended,
): Promise<Outcome | undefined> {
  const ended = { predictionId: claim.predictionId, assets: [], predictMs: prediction.predictTimeMs };
  switch (prediction.status) {
    case 'starting':
    case 'processing': {
      if (claim.submittedAgoMs < deadlineOf(claim)) return undefined;
      await deps.provider.cancel(claim.externalId);
      return { ...ended, status: 'failed', failure: 'timed_out' };
    }
    case 'canceled':
      return claim.cancelRequested
        ? { ...ended, status: 'canceled' }
        : { ...ended, status: 'failed', failure: 'timed_out' };
    case 'failed':
      return { ...ended, status: 'failed', failure: prediction.refused ? 'refused' : 'failed' };
    case 'succeeded': {
      if (prediction.refused) return { ...ended, status: 'failed', failure: 'refused' };
      const model = findModel(claim.model);
      if (model?.kind === 'describe') {
        const answer = prediction.outputs.flatMap((output: Output) => (typeof output === 'string' ? [output] : []));
        return { ...ended, ...(await keepDescription(deps, { generationId, owner: claim, model }, answer)) };
      }
      const { predictionId, said, isUnchecked, cancelRequested } = claim;
      const completedAt = 'completedAt' in prediction ? prediction.completedAt : undefined;
      // What a webhook said was noted with its time.
      const endedAgoMs =
        said || isUnchecked ? (claim.endedAgoMs ?? 0) : await noteEnd(deps, { predictionId, completedAt });
      const last = endedAgoMs > outputsPatienceMs;
      const { outputs } = prediction;
      // Whoever cancels while it waits does not wait for the check.
      const lastCheck = endedAgoMs > checkPatienceMs || (isUnchecked && cancelRequested);
      const stored = await storeOutputs(deps, { generationId, claim, outputs, last, lastCheck });
      const { assets, atHand, withheld, leftFiles } = stored;
      const unchecked = cancelRequested ? 0 : stored.unchecked;
      const failure = failureOf(stored) ?? (assets.length < claim.images ? 'failed' : undefined);
      const predictMs = withChecks(prediction.predictTimeMs, stored);
      const status = assets.length > 0 ? 'succeeded' : 'failed';
      const ownerOfAll = claim.storedBefore === 0 ? claim : undefined;
      return { ...ended, predictMs, status, assets, failure, withheld, unchecked, atHand, leftFiles, ownerOfAll };
    }
  }
}

/** Of several reasons the one that a person can do something about: to try again later; or, if a check refused, to ask for something else. */
function failureOf({ missing, withheld }: StoredOutputs): FailureCode | undefined {
  if (missing.has('unavailable')) return 'unavailable';
  // For processes of the version before: this one says that it was withheld.
  if (withheld.length > 0) return 'refused';
  return [...missing].find((code) => code !== 'bad_output') ?? [...missing][0];
}

/** Checks at the provider are part of the model's time. */
const withChecks = (predictMs: number | undefined, { atProviderMs }: StoredOutputs) =>
  atProviderMs === 0 ? predictMs : Math.round((predictMs ?? 0) + atProviderMs);
