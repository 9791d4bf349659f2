import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseAfter } from '../pauses.ts';
import { leases } from './limits.ts';

export interface ClaimedSettlement {
  predictionId: string;
  externalId: string;
  slot: number;
  images: number;
  /** Position of this run's first image among the generation's. */
  firstPosition: number;
  model: string;
  cancelRequested: boolean;
  /** How long ago the provider took it, by the database's clock. */
  submittedAgoMs: number;
}

/**
 * Takes a prediction to look at how it ended. A provider id that came by webhook before it was saved is adopted here.
 * Undefined where there is nothing to settle, or somebody else is at it.
 */
export async function claimSettlement(
  deps: Pick<Deps, 'db'>,
  wanted: { generationId: string; slot: number; externalId?: string | undefined },
): Promise<ClaimedSettlement | undefined> {
  const externalId = wanted.externalId ?? null;
  const rows = await deps.db.$queryRaw<ClaimedSettlement[]>`
    UPDATE predictions p SET status = 'running', external_id = coalesce(p.external_id, ${externalId}), checked_at = now(),
        submitted_at = coalesce(p.submitted_at, now()), posted_until = NULL,
        lease_until = now() + ${leases.settleMs}::int * interval '1 millisecond'
    FROM generations g
    WHERE p.generation_id = ${wanted.generationId}::uuid AND p.slot = ${wanted.slot}::int AND g.id = p.generation_id
      AND coalesce(p.external_id, ${externalId}) = coalesce(${externalId}, p.external_id)
      AND (p.status = 'submitting' OR (p.status = 'running' AND (p.lease_until IS NULL OR p.lease_until < now())
        AND (p.next_try_at IS NULL OR p.next_try_at <= now())))
    RETURNING p.id AS "predictionId", p.external_id AS "externalId", p.slot, p.images, g.model,
      (extract(epoch FROM now() - p.submitted_at) * 1000)::float8 AS "submittedAgoMs", g.cancel_requested_at IS NOT NULL AS "cancelRequested",
      (SELECT coalesce(sum(o.images), 0)::int FROM predictions o
       WHERE o.generation_id = p.generation_id AND o.slot < p.slot) AS "firstPosition"`;
  return rows[0];
}

/**
 * Why a prediction cannot be settled now. busy: somebody else is at it, so that the caller comes back. second: its run has another
 * prediction, or had ended before this one was known.
 */
export async function whyNotSettled(
  deps: Pick<Deps, 'db'>,
  wanted: { generationId: string; slot: number; externalId?: string | undefined },
): Promise<'busy' | 'second' | 'nothing_to_do'> {
  const externalId = wanted.externalId ?? null;
  const [run] = await deps.db.$queryRaw<Array<{ busy: boolean; second: boolean }>>`
    SELECT status = 'running' AND coalesce(lease_until > now(), false) AS busy,
      coalesce(external_id <> ${externalId}::text, ${externalId}::text IS NOT NULL AND status NOT IN ('pending', 'submitting')) AS second
    FROM predictions WHERE generation_id = ${wanted.generationId}::uuid AND slot = ${wanted.slot}::int`;
  if (run?.second) return 'second';
  return run?.busy ? 'busy' : 'nothing_to_do';
}

/** Keeps the sole right to settle it, for work that takes longer than its lease: pictures wait for their turn, stores are slow. */
export async function keepSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = now() + ${leases.settleMs}::int * interval '1 millisecond'
    WHERE id = ${predictionId}::uuid AND status = 'running' AND lease_until > now()`;
}

/** Not ended yet: somebody else may look later. */
export async function returnSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = NULL, failures = 0, next_try_at = NULL
    WHERE id = ${predictionId}::uuid AND status = 'running'`;
}

/** It could not be looked at, or what it made could not be fetched or stored: `sweep` has it tried again after a pause. */
export async function putOffSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions p SET lease_until = NULL, failures = p.failures + 1,
      next_try_at = now() + ${pauseAfter(Prisma.sql`p.failures`)}
    WHERE id = ${predictionId}::uuid AND status = 'running'`;
}

/**
 * Keeps since when it is over, as the provider says, as far as that can be: not before it was sent, nor later than we heard of it.
 * Returns how long ago that was, by the database's clock.
 */
export async function noteEnd(
  deps: Pick<Deps, 'db'>,
  { predictionId, completedAt }: { predictionId: string; completedAt: Date | undefined },
): Promise<number> {
  const [row] = await deps.db.$queryRaw<Array<{ agoMs: number }>>`
    UPDATE predictions SET ended_at = coalesce(ended_at, greatest(submitted_at, least(now(), ${completedAt ?? null}::timestamptz)))
    WHERE id = ${predictionId}::uuid
    RETURNING (extract(epoch FROM now() - ended_at) * 1000)::float8 AS "agoMs"`;
  return row?.agoMs ?? 0;
}

export interface StoredImage {
  id: string;
  position: number;
  storageKey: string;
  thumbnailKey: string;
  contentType: string;
  sha256: string;
  width: number;
  height: number;
  byteLength: number;
}

/** Why images are missing. Each has its sentence in core/chat/present. */
export const failureCodes = [
  ...(['refused', 'failed', 'timed_out', 'bad_output', 'invalid_input', 'unavailable'] as const),
  ...(['reference_not_picture', 'reference_too_large', 'reference_broken', 'reference_unreachable'] as const),
  'reference_not_kept',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export interface Settlement {
  predictionId: string;
  status: 'succeeded' | 'failed' | 'canceled';
  assets: StoredImage[];
  failure?: FailureCode | undefined;
  predictMs?: number | undefined;
  /** Not where the provider's id has become known meanwhile. */
  onlyUnsent?: boolean;
}

export interface Settled {
  /** False where it had been settled before, and nothing was changed. */
  settled: boolean;
  /** The generation has ended with this. */
  finished: boolean;
  /** The wallet's next waiting generation. */
  nextId: string | null;
}

/** Records how a prediction ended, keeps its images and releases the credits of the missing ones: one statement, once. */
export async function settle(deps: Pick<Deps, 'db'>, settlement: Settlement): Promise<Settled> {
  const row = { ...settlement, failure: settlement.failure ?? null, predictMs: settlement.predictMs ?? null };
  const [result] = await deps.db.$queryRaw<Settled[]>`
    SELECT settled, finished, next_id AS "nextId" FROM settle_prediction(${JSON.stringify(row)}::jsonb)`;
  return result ?? { settled: false, finished: false, nextId: null };
}
