import { randomInt } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { creationPatienceMs } from '#core/generations/limits.ts';
import type { FailureCode } from '#core/generations/settlement.ts';
import { type ClaimedRun, putOff } from '#core/generations/submission.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import { settleRun } from '../settle-run.ts';
import { watchForSecond } from './stray.ts';

/** If a provider says when it has room again, that is for all runs that wait: none stays away much longer than that. */
const longestBesideAskedMs = 10_000;

interface Later {
  /** The end of the claim, if it was renewed. */
  leaseUntil?: Date;
  /** The request may have arrived, and must be looked for. */
  unclear: boolean;
  /** Exactly this pause. */
  pauseMs?: number;
  /** How long the provider asked us to wait. */
  askedMs?: number | undefined;
  /** It was made here, and a check before it is shown could not look. */
  isUnchecked?: boolean;
}

/**
 * Gives up the claim on a run that could not be sent, or whose outcome is unknown, and returns when to come back. Once it has been tried for long
 * enough it ends instead: the credits are released, and the person is told.
 */
export async function tryLater(
  deps: Deps,
  generationId: string,
  run: ClaimedRun,
  { leaseUntil = run.leaseUntil, unclear, pauseMs, askedMs, isUnchecked = false }: Later,
): Promise<number | undefined> {
  const leftMs = creationPatienceMs - run.triedMs;
  const ended = {
    status: 'failed',
    failure: 'unavailable',
    ...(isUnchecked ? { unchecked: run.images } : {}),
  } as const;
  if (leftMs <= 0) return endUnsent(deps, generationId, run, ended);
  const growing = growingPauseMs(run.triedMs);
  const wanted = askedMs === undefined ? growing : Math.max(askedMs, Math.min(growing, longestBesideAskedMs));
  // Spread over a second, so that the first run to be refused again speaks for all.
  const pause = Math.ceil(Math.min(pauseMs ?? wanted + randomInt(1_000), leftMs));
  await putOff(deps, { predictionId: run.predictionId, leaseUntil }, { pauseMs: pause, unclear });
  return pause + 20; // past it, by the database's clock
}

export async function giveUp(
  deps: Deps,
  generationId: string,
  run: ClaimedRun,
  failure: FailureCode,
): Promise<undefined> {
  return endUnsent(deps, generationId, run, { status: 'failed', failure });
}

/** Ends a run that has no prediction, unless one turns up at this very moment. */
export async function endUnsent(
  deps: Deps,
  generationId: string,
  run: ClaimedRun,
  how: { status: 'failed' | 'canceled'; failure?: FailureCode; unchecked?: number },
): Promise<undefined> {
  await settleRun(deps, generationId, { predictionId: run.predictionId, assets: [], onlyUnsent: true, ...how });
  if (run.unclearMs !== null) await watchForSecond(deps, generationId);
  return undefined;
}
