import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { assetContract } from '../assets/contract/asset-contract.ts';
import { assetLayout } from '../assets/layout/asset-layout.ts';
import { pictureType } from '../assets/picture-type.ts';
import { flag, int, milliseconds, text, uuid } from '../database/columns.ts';
import { sqlRow, unflushed } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { inBase64, type WordsForRow } from '../keys/seal-words.ts';
import { pauseAfter } from '../pauses.ts';
import { heldFile } from './held-outputs.ts';
import { leases } from './limits.ts';
import { type PixelFound, pixelFound } from './pixel-found.ts';
import { saidEnd } from './said.ts';

const claimedSettlement = z.object({
  predictionId: uuid,
  externalId: text,
  slot: int,
  images: int,
  /** Position of this run's first image among the generation's. */
  firstPosition: int,
  model: text,
  cancelRequested: flag,
  /** Whose it is. */
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** Their current key. */
  keyId: uuid.nullable(),
  /** How long ago the provider accepted it, by the database's clock. */
  submittedAgoMs: milliseconds,
  /** What a signed webhook said of its end, and how long ago that was; null: the provider is to be asked. */
  said: saidEnd.nullable(),
  endedAgoMs: milliseconds.nullable(),
  /** Its outputs are in our store, and wait for a check; for how long they have. */
  isUnchecked: flag,
  uncheckedForMs: milliseconds.nullable(),
  /** They wait, and nothing else of their request is still being made. */
  areOthersMade: flag,
  /** Pictures of its request that are stored. */
  storedBefore: int,
});
export type ClaimedSettlement = z.infer<typeof claimedSettlement>;

/**
 * Claims a prediction to look at how it ended. If a webhook brought the provider's id before it was saved, it is adopted here.
 * Undefined if there is nothing to settle, or another process is working on it. A crash of the database may take the claim back: then the run is
 * claimed again, or looked for at the provider.
 */
export async function claimSettlement(
  deps: Pick<Deps, 'db' | 'keys'>,
  wanted: { generationId: string; slot: number; externalId?: string | undefined },
): Promise<ClaimedSettlement | undefined> {
  const externalId = wanted.externalId ?? null;
  const claimed = await sqlRow(deps.db, claimedSettlement, { prepared: true })`
    UPDATE predictions p SET status = 'running', external_id = coalesce(p.external_id, ${externalId}), checked_at = now(),
        submitted_at = coalesce(p.submitted_at, now()), posted_until = NULL,
        lease_until = now() + ${leases.settleMs}::int * interval '1 millisecond'
    FROM generations g, ${unflushed}
    WHERE p.generation_id = ${wanted.generationId}::uuid AND p.slot = ${wanted.slot}::int AND g.id = p.generation_id
      AND coalesce(p.external_id, ${externalId}) = coalesce(${externalId}, p.external_id)
      AND (p.status = 'submitting' OR (p.status = 'running' AND (p.lease_until IS NULL OR p.lease_until < now())
        AND (p.next_try_at IS NULL OR p.next_try_at <= now() OR (p.unchecked_at IS NOT NULL AND g.cancel_requested_at IS NOT NULL))))
    RETURNING p.id AS "predictionId", p.external_id AS "externalId", p.slot, p.images, g.model, g.user_id AS "userId",
      g.identity_id AS "identityId", current_data_key(g.user_id, g.identity_id, NULL) AS "keyId",
      (extract(epoch FROM now() - p.submitted_at) * 1000)::float8 AS "submittedAgoMs",
      CASE WHEN p.said->>'id' = p.external_id THEN p.said END AS said, (extract(epoch FROM now() - p.ended_at) * 1000)::float8 AS "endedAgoMs", g.cancel_requested_at IS NOT NULL AS "cancelRequested",
      p.unchecked_at IS NOT NULL AS "isUnchecked", (extract(epoch FROM now() - p.unchecked_at) * 1000)::float8 AS "uncheckedForMs",
      p.unchecked_at IS NOT NULL AND waits_for_check(g.id) AS "areOthersMade", g.stored AS "storedBefore",
      (SELECT coalesce(sum(o.images), 0)::int FROM predictions o
       WHERE o.generation_id = p.generation_id AND o.slot < p.slot) AS "firstPosition"`;
  if (claimed) deps.keys.note(claimed, claimed.keyId);
  return claimed;
}

const unsettledRun = z.object({ busy: flag, second: flag });

/**
 * Why a prediction cannot be settled now. busy: another process is working on it, so the caller should try again. second: its run has
 * another prediction, or had ended before this one was known.
 */
export async function whyNotSettled(
  deps: Pick<Deps, 'db'>,
  wanted: { generationId: string; slot: number; externalId?: string | undefined },
): Promise<'busy' | 'second' | 'nothing_to_do'> {
  const externalId = wanted.externalId ?? null;
  const run = await sqlRow(deps.db, unsettledRun)`
    SELECT status = 'running' AND coalesce(lease_until > now(), false) AS busy,
      coalesce(external_id <> ${externalId}::text, ${externalId}::text IS NOT NULL AND status NOT IN ('pending', 'submitting')) AS second
    FROM predictions WHERE generation_id = ${wanted.generationId}::uuid AND slot = ${wanted.slot}::int`;
  if (run?.second) return 'second';
  return run?.busy ? 'busy' : 'nothing_to_do';
}

/** Keeps the sole right to settle it, for work that takes longer than its lease: pictures wait for their turn, and stores are slow. */
export async function keepSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = now() + ${leases.settleMs}::int * interval '1 millisecond'
    WHERE id = ${predictionId}::uuid AND status = 'running' AND lease_until > now()`;
}

/** It has not ended yet: another process may look later. */
export async function returnSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = NULL, failures = 0, next_try_at = NULL
    WHERE id = ${predictionId}::uuid AND status = 'running'`;
}

/** It could not be looked at, or its output could not be fetched or stored: `sweep` retries after a pause, and then the provider itself is asked. */
export async function putOffSettlement(deps: Pick<Deps, 'db'>, predictionId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions p SET lease_until = NULL, failures = p.failures + 1, said = NULL,
      next_try_at = now() + ${pauseAfter(Prisma.sql`p.failures`)}
    WHERE id = ${predictionId}::uuid AND status = 'running'`;
}

const endRow = z.object({ agoMs: milliseconds });

/**
 * Keeps the provider's end time, within what is possible: no earlier than it was sent, and no later than we heard of it.
 * Returns how long ago that was, by the database's clock.
 */
export async function noteEnd(
  deps: Pick<Deps, 'db'>,
  { predictionId, completedAt }: { predictionId: string; completedAt: Date | undefined },
): Promise<number> {
  const row = await sqlRow(deps.db, endRow, { prepared: true })`
    UPDATE predictions SET ended_at = coalesce(ended_at, greatest(submitted_at, least(now(), ${completedAt ?? null}::timestamptz)))
    WHERE id = ${predictionId}::uuid
    RETURNING (extract(epoch FROM now() - ended_at) * 1000)::float8 AS "agoMs"`;
  return row?.agoMs ?? 0;
}

const storedImage = z.strictObject({
  id: uuid,
  position: int,
  storageKey: text,
  thumbnailKey: text,
  contentType: pictureType,
  sha256: text,
  width: int,
  height: int,
  byteLength: int,
  /** The check for adult content flagged it, and it is shown all the same, covered. */
  isFlagged: flag.optional(),
  contract: assetContract.optional(),
  layout: assetLayout.optional(),
});
export type StoredImage = z.infer<typeof storedImage>;

/** An image that the check for adult content withheld, and its file if that is kept. */
const withheldImage = heldFile.extend({ storageKey: text.nullable() });
export type WithheldImage = z.infer<typeof withheldImage>;

/** Why images are missing. Each has its sentence in core/chat/present. */
const failureCodes = [
  ...(['refused', 'failed', 'timed_out', 'bad_output', 'invalid_input', 'unavailable'] as const),
  ...(['reference_not_picture', 'reference_too_large', 'reference_broken', 'reference_unreachable'] as const),
  ...(['reference_not_kept', 'reference_gone'] as const),
  // Of a picture that pixel art was to be made of.
  ...(['no_grid', 'already_pixel_art'] as const),
] as const;
export const failureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof failureCode>;

export interface Settlement {
  predictionId: string;
  status: 'succeeded' | 'failed' | 'canceled';
  assets: StoredImage[];
  /** What a model said of a picture: the outcome of a description, in place of an image. */
  description?: WordsForRow | undefined;
  /** What a picture turned out to be when pixel art was to be made of it. */
  pixelFound?: PixelFound | undefined;
  /** Images that a check withheld. */
  withheld?: WithheldImage[] | undefined;
  /** How many of the missing ones no check could look at in time. */
  unchecked?: number | undefined;
  failure?: FailureCode | undefined;
  predictMs?: number | undefined;
  /** Only if the provider's id has not become known meanwhile. */
  onlyUnsent?: boolean;
}

export const settled = z.object({
  /** False if it had been settled before, and nothing was changed. */
  settled: flag,
  /** The generation ended with this run. */
  finished: flag,
  /** The wallet's next waiting generation. */
  nextId: uuid.nullable(),
});
export type Settled = z.infer<typeof settled>;

const asked = z.strictObject({
  predictionId: uuid,
  status: z.enum(['succeeded', 'failed', 'canceled']),
  assets: z.array(storedImage),
  withheld: z.array(withheldImage),
  unchecked: int,
  /** Sealed in base64. */
  description: z.strictObject({ readable: text, sealed: text.nullable() }).nullable(),
  pixelFound: pixelFound.nullable(),
  failure: failureCode.nullable(),
  predictMs: int.nullable(),
  onlyUnsent: flag,
});
const settlePrediction = sqlFunction({ name: 'settle_prediction', args: asked, asDocument: true, row: settled });

/** What settle_prediction() is asked. */
export function settlementDocument(settlement: Settlement): z.input<typeof asked> {
  const { failure = null, predictMs = null, onlyUnsent = false, withheld = [], unchecked = 0 } = settlement;
  const { pixelFound = null } = settlement;
  const { predictionId, status, assets, description: words } = settlement;
  const description = words ? { readable: words.readable, sealed: inBase64(words.sealed) } : null;
  return {
    ...{ predictionId, status, assets, withheld, unchecked, description, pixelFound },
    ...{ failure, predictMs, onlyUnsent },
  };
}

/** Records how a prediction ended, keeps its images or its words, and releases the credits of the missing ones: one statement, once. */
export const settle = (deps: Pick<Deps, 'db'>, settlement: Settlement): Promise<Settled> =>
  settlePrediction.one(deps.db, settlementDocument(settlement));
