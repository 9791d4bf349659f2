import type { Deps } from '../deps.ts';
import { leases, runningByPlan } from './limits.ts';

type WithDb = Pick<Deps, 'db'>;

export interface ClaimedRun {
  predictionId: string;
  slot: number;
  images: number;
  seed: number;
  /** The end of the claim, and its name: whoever takes over has another. */
  leaseUntil: Date;
  /**
   * A creation may have reached the provider, and for so long nothing more of it can be on its way: it is to be looked for. Null:
   * surely nothing was sent.
   */
  unclearMs: number | null;
  /** When the provider was asked for the first time, by the database's clock. */
  startedAt: Date;
  /** How long ago that is. */
  triedMs: number;
  cancelRequested: boolean;
  model: string;
  prompt: string;
  size: string;
  inputImageKey: string | null;
  inputImageUrl: string | null;
}

/** Takes what is to be sent of a generation; nothing where it has ended, is being sent, or its wallet runs enough already. */
export async function claimRuns(deps: WithDb, generationId: string): Promise<ClaimedRun[]> {
  return deps.db.$queryRaw<ClaimedRun[]>`
    SELECT prediction_id AS "predictionId", slot, images, seed, lease_until AS "leaseUntil", unclear_ms AS "unclearMs",
           started_at AS "startedAt", tried_ms AS "triedMs", cancel_requested AS "cancelRequested", model, prompt, size,
           input_image_key AS "inputImageKey", input_image_url AS "inputImageUrl"
    FROM claim_runs(${generationId}::uuid, ${runningByPlan}::jsonb, ${leases.submitMs}::int) ORDER BY slot`;
}

export interface Permission {
  leaseUntil: Date;
  /** Aborts the creation at the end of the claim: from then on somebody else may look whether it arrived. */
  signal: AbortSignal;
  /** Creations that may have reached the provider, with this one. */
  posts: number;
}

/**
 * Directly before a creation is sent: looks at the claim, by the database's clock, and writes down that it may arrive from now until
 * the claim's end. Undefined where somebody else has taken over, the person called it off, or this process was frozen so long
 * meanwhile that the claim is over: then nothing may be sent.
 */
export async function permitCreation(deps: WithDb, run: ClaimedRun): Promise<Permission | undefined> {
  // From before the question: so what is left by this clock is never more than what is left by the database's.
  const askedAt = performance.now();
  const [claim] = await deps.db.$queryRaw<Array<{ leaseUntil: Date; posts: number }>>`
    UPDATE predictions p SET lease_until = now() + ${leases.submitMs}::int * interval '1 millisecond',
      posted_until = now() + ${leases.submitMs}::int * interval '1 millisecond', posts = posts + 1
    FROM generations g
    WHERE p.id = ${run.predictionId}::uuid AND p.status = 'submitting' AND p.external_id IS NULL
      AND p.lease_until = ${run.leaseUntil} AND p.lease_until > now()
      AND g.id = p.generation_id AND g.cancel_requested_at IS NULL
    RETURNING p.lease_until AS "leaseUntil", p.posts`;
  const leftMs = Math.floor(leases.submitMs - (performance.now() - askedAt));
  return claim && leftMs > 0 ? { ...claim, signal: AbortSignal.timeout(leftMs) } : undefined;
}

/**
 * saved: or somebody else has saved this very id. second: the run has another prediction, or has ended, so this one is too much.
 * taken: it is another run's.
 */
export type SaveOutcome = 'saved' | 'saved_canceling' | 'second' | 'taken';

/** Saves the provider's id, before anything else happens. A webhook may have been quicker and saved it already. */
export async function saveExternalId(
  deps: WithDb,
  run: { predictionId: string; externalId: string },
): Promise<SaveOutcome> {
  const [saved] = await deps.db.$queryRaw<Array<{ cancelRequested: boolean }>>`
    UPDATE predictions p SET status = 'running', external_id = ${run.externalId}, submitted_at = now(), checked_at = now(),
        lease_until = NULL, posted_until = NULL
    FROM generations g
    WHERE p.id = ${run.predictionId}::uuid AND g.id = p.generation_id AND p.status IN ('pending', 'submitting')
      AND p.external_id IS NULL AND NOT EXISTS (SELECT 1 FROM predictions o WHERE o.external_id = ${run.externalId})
    RETURNING g.cancel_requested_at IS NOT NULL AS "cancelRequested"`;
  if (saved) return saved.cancelRequested ? 'saved_canceling' : 'saved';
  const owner = await deps.db.prediction.findUnique({ where: { externalId: run.externalId }, select: { id: true } });
  if (!owner) return 'second';
  return owner.id === run.predictionId ? 'saved' : 'taken';
}

/**
 * Lets go of a claim, and says when to come back. `unclear`: what was sent may have arrived, and is to be looked for; otherwise the
 * provider said, before starting anything, that it has no room now.
 */
export async function putOff(
  deps: WithDb,
  claim: Pick<ClaimedRun, 'predictionId' | 'leaseUntil'>,
  { pauseMs, unclear }: { pauseMs: number; unclear: boolean },
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = now() + ${pauseMs}::int * interval '1 millisecond',
      status = CASE WHEN ${unclear} THEN 'submitting' ELSE 'pending' END::"PredictionStatus",
      posted_until = CASE WHEN ${unclear} THEN posted_until END,
      posts = posts - CASE WHEN ${unclear} OR posted_until IS NULL THEN 0 ELSE 1 END
    WHERE id = ${claim.predictionId}::uuid AND status = 'submitting' AND external_id IS NULL
      AND lease_until = ${claim.leaseUntil}`;
}

export async function saveInputImageUrl(deps: WithDb, generationId: string, url: string): Promise<void> {
  await deps.db.generation.update({ where: { id: generationId }, data: { inputImageUrl: url } });
}

/**
 * Which of these provider ids belong to another prediction of ours. One that belongs to this very one is no other's: a webhook may
 * save it at the moment at which the provider is asked for it.
 */
export async function ownedByOthers(
  deps: WithDb,
  { predictionId, externalIds }: { predictionId: string; externalIds: string[] },
): Promise<Set<string>> {
  const rows = await deps.db.prediction.findMany({
    where: { externalId: { in: externalIds }, id: { not: predictionId } },
    select: { externalId: true },
  });
  return new Set(rows.flatMap((row) => row.externalId ?? []));
}
