import type { Deps } from '../deps.ts';
import { unstoppedForMs, watchForSecondMs } from './limits.ts';

type WithDb = Pick<Deps, 'db'>;

/** A prediction too much: its run has another, or has ended. */
export interface Stray {
  generationId: string;
  slot: number;
  externalId: string;
}

/** Writes it down. False where it was written down before, and stopped. */
export async function writeDownStray(deps: WithDb, { generationId, slot, externalId }: Stray): Promise<boolean> {
  const count = await deps.db.$executeRaw`
    INSERT INTO stray_predictions (external_id, generation_id, slot) VALUES (${externalId}, ${generationId}::uuid, ${slot}::int)
    ON CONFLICT (external_id) DO UPDATE SET seen_at = stray_predictions.seen_at WHERE stray_predictions.canceled_at IS NULL`;
  return count > 0;
}

export async function markStrayCanceled(deps: WithDb, externalId: string): Promise<void> {
  await deps.db
    .$executeRaw`UPDATE stray_predictions SET canceled_at = now() WHERE external_id = ${externalId} AND canceled_at IS NULL`;
}

/** Those that were written down and could not be stopped; after an hour the provider has ended them by itself. */
export const findUnstoppedStrays = (deps: WithDb, generationId: string): Promise<Array<Stray & { sinceMs: number }>> =>
  deps.db.$queryRaw<Array<Stray & { sinceMs: number }>>`
    SELECT generation_id AS "generationId", slot, external_id AS "externalId", (extract(epoch FROM now() - seen_at) * 1000)::float8 AS "sinceMs"
    FROM stray_predictions
    WHERE generation_id = ${generationId}::uuid AND canceled_at IS NULL AND seen_at > now() - ${unstoppedForMs}::int * interval '1 millisecond'`;

/** A run for which the provider may have made a second prediction. */
export interface SuspectRun {
  predictionId: string;
  slot: number;
  images: number;
  seed: number;
  externalId: string | null;
  startedAt: Date;
  /** Since the last creation. */
  sinceMs: number;
  model: string;
  prompt: string;
  size: string;
  inputImageUrl: string | null;
}

/** The runs of a generation that were sent more than once, or ended without anybody knowing whether they had been sent. */
export function findSuspectRuns(deps: WithDb, generationId: string): Promise<SuspectRun[]> {
  return deps.db.$queryRaw<SuspectRun[]>`
    SELECT p.id AS "predictionId", p.slot, p.images, p.seed, p.external_id AS "externalId", g.started_at AS "startedAt",
      (extract(epoch FROM now() - coalesce(p.posted_until, p.submitted_at)) * 1000)::float8 AS "sinceMs", g.model, g.prompt, g.size,
      g.input_image_url AS "inputImageUrl"
    FROM predictions p JOIN generations g ON g.id = p.generation_id
    WHERE p.generation_id = ${generationId}::uuid AND p.status NOT IN ('pending', 'submitting')
      AND (p.posts > 1 OR (p.posts > 0 AND p.external_id IS NULL))
      AND coalesce(p.posted_until, p.submitted_at) > now() - ${watchForSecondMs}::int * interval '1 millisecond'
    ORDER BY p.slot`;
}
