import type { Deps } from '../deps.ts';
import { leases, runningByPlan } from './limits.ts';

export interface ClaimedRun {
  predictionId: string;
  slot: number;
  images: number;
  seed: number;
  /** Its earlier submitter vanished: it may have been sent already. */
  resumed: boolean;
  model: string;
  prompt: string;
  size: string;
  inputImageKey: string | null;
  inputImageUrl: string | null;
  askedAt: Date;
}

/** Takes what is to be sent of a generation; nothing where it has ended, is being sent, or its wallet runs enough already. */
export async function claimRuns(deps: Pick<Deps, 'db'>, generationId: string): Promise<ClaimedRun[]> {
  return deps.db.$queryRaw<ClaimedRun[]>`
    SELECT prediction_id AS "predictionId", slot, images, seed, resumed, model, prompt, size,
           input_image_key AS "inputImageKey", input_image_url AS "inputImageUrl", asked_at AS "askedAt"
    FROM claim_generation(${generationId}::uuid, ${runningByPlan}::jsonb, ${leases.submitMs}::int) ORDER BY slot`;
}

/** Renews a claim that is still ours. False where its lease ran out meanwhile, and another worker may have taken over. */
export async function renewClaim(deps: Pick<Deps, 'db'>, runs: readonly ClaimedRun[]): Promise<boolean> {
  const ids = runs.map((run) => run.predictionId);
  const renewed = await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = now() + ${leases.submitMs}::int * interval '1 millisecond'
    WHERE id = ANY(${ids}::uuid[]) AND status = 'submitting' AND lease_until > now()`;
  return renewed === ids.length;
}

/**
 * Saves the provider's id, before anything else happens. A webhook may have been quicker and saved it already.
 * Returns whether the person has called the generation off meanwhile.
 */
export async function saveExternalId(
  deps: Pick<Deps, 'db'>,
  run: { predictionId: string; externalId: string },
): Promise<{ cancelRequested: boolean }> {
  const rows = await deps.db.$queryRaw<Array<{ cancelRequested: boolean }>>`
    UPDATE predictions p SET status = 'running', external_id = ${run.externalId}, submitted_at = now(), checked_at = now(),
        lease_until = NULL
    FROM generations g
    WHERE p.id = ${run.predictionId}::uuid AND g.id = p.generation_id AND p.status = 'submitting' AND p.external_id IS NULL
    RETURNING g.cancel_requested_at IS NOT NULL AS "cancelRequested"`;
  return rows[0] ?? { cancelRequested: false };
}

/** Gives a run back unsent: the provider said, before starting anything, that it has no room now. */
export async function returnRun(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET status = 'pending', lease_until = NULL
    WHERE id = ${predictionId}::uuid AND status = 'submitting' AND external_id IS NULL`;
}

export async function saveInputImageUrl(deps: Pick<Deps, 'db'>, generationId: string, url: string): Promise<void> {
  await deps.db.generation.update({ where: { id: generationId }, data: { inputImageUrl: url } });
}

/**
 * Which of these provider ids belong to another prediction of ours. One that belongs to this very one is no other's: a webhook may
 * save it at the moment at which the provider is asked for it.
 */
export async function ownedByOthers(
  deps: Pick<Deps, 'db'>,
  { predictionId, externalIds }: { predictionId: string; externalIds: string[] },
): Promise<Set<string>> {
  const rows = await deps.db.prediction.findMany({
    where: { externalId: { in: externalIds }, id: { not: predictionId } },
    select: { externalId: true },
  });
  return new Set(rows.flatMap((row) => row.externalId ?? []));
}
