import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { pictureType } from '../assets/picture-type.ts';
import { int, milliseconds, text, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows, sqlRun } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { nsfwDetector } from '../models/nsfw-detector.ts';
import { pauseAfter } from '../pauses.ts';
import type { PictureToCheck } from '../ports/check-before-posting.ts';

type WithDb = Pick<Deps, 'db'>;
type From = PictureToCheck['from'];

const isIt = ({ predictionId, position }: From) =>
  Prisma.sql`prediction_id = ${predictionId}::uuid AND position = ${position}::int`;

const askedBefore = z.object({
  verdict: nsfwDetector.output.nullable(),
  detectorId: text.nullable(),
  /** How long ago a run of the detector was, or may have been, created for it; null: surely none was. */
  askedAgoMs: milliseconds.nullable(),
});
export type AskedBefore = z.infer<typeof askedBefore>;

/**
 * Notes that the detector is about to be asked about an output, and returns what was asked before: one statement. Undefined if its run is settled.
 * @param imageUrl where the provider has it, if it does
 */
export const beginLook = ({ db }: WithDb, from: From, imageUrl: string | undefined): Promise<AskedBefore | undefined> =>
  sqlRow(db, askedBefore, { prepared: true })`
    WITH before AS (SELECT * FROM held_outputs WHERE ${isIt(from)}), noted AS (
      INSERT INTO held_outputs (prediction_id, position, generation_id, image_url, asked_at)
      SELECT p.id, ${from.position}::int, p.generation_id, ${imageUrl ?? null}, now() FROM predictions p
      -- What we make ourselves is sent to nobody, and so never running.
      WHERE p.id = ${from.predictionId}::uuid AND p.status IN ('pending', 'submitting', 'running')
      ON CONFLICT (prediction_id, position) DO UPDATE SET asked_at = coalesce(held_outputs.asked_at, now()),
        image_url = coalesce(excluded.image_url, held_outputs.image_url)
      RETURNING 1)
    SELECT before.verdict, before.detector_id AS "detectorId", (extract(epoch FROM now() - before.asked_at) * 1000)::float8 AS "askedAgoMs"
    FROM noted LEFT JOIN before ON true`;

/** Before anything else happens. */
export async function saveDetectorId({ db }: WithDb, from: From, detectorId: string): Promise<void> {
  await sqlRun(db, { prepared: true })`UPDATE held_outputs SET detector_id = ${detectorId} WHERE ${isIt(from)}`;
}

export async function saveVerdict({ db }: WithDb, from: From, verdict: string): Promise<void> {
  await sqlRun(db, { prepared: true })`UPDATE held_outputs SET verdict = ${verdict} WHERE ${isIt(from)}`;
}

/** Its run of the detector came to nothing, or surely never began: the next look creates another. `andAddress`: with the picture itself in the request. */
export async function forgetLook({ db }: WithDb, from: From, { andAddress = false } = {}): Promise<void> {
  await db.$executeRaw`
    UPDATE held_outputs SET asked_at = NULL, detector_id = NULL, image_url = CASE WHEN ${andAddress} THEN NULL ELSE image_url END
    WHERE ${isIt(from)}`;
}

/** An output in our own store, while it waits for a check or because it is withheld. */
export const heldFile = z.object({
  position: int,
  storageKey: text,
  contentType: pictureType,
  sha256: text,
  width: int,
  height: int,
  byteLength: int,
});
export type HeldFile = z.infer<typeof heldFile>;

const waiting = heldFile.extend({ imageUrl: text.nullable() });
export type WaitingOutput = z.infer<typeof waiting>;

/** The outputs of a run that wait in our store for their check. */
export const findWaiting = ({ db }: WithDb, predictionId: string): Promise<WaitingOutput[]> =>
  sqlRows(db, waiting)`
    SELECT position, storage_key AS "storageKey", content_type AS "contentType", sha256, width, height, byte_length AS "byteLength",
      image_url AS "imageUrl"
    FROM held_outputs WHERE prediction_id = ${predictionId}::uuid AND storage_key IS NOT NULL ORDER BY position`;

/** While pictures that passed wait for it, it is looked at again after no more than this. */
const soonS = 4;

const putOffRow = z.object({ nextId: uuid.nullable() });

/**
 * A check could not look: names the files in which the run's outputs wait, for the provider deletes its own, and `sweep` looks again after a pause.
 * Returns the wallet's next waiting generation, for which there may be a place now.
 */
export async function putOffCheck(
  { db }: WithDb,
  { predictionId, predictMs, isSoon }: { predictionId: string; predictMs: number | undefined; isSoon: boolean },
  files: readonly HeldFile[],
): Promise<string | undefined> {
  const longest = Prisma.sql`CASE WHEN ${isSoon} THEN ${soonS}::int * interval '1 second' END`;
  const row = await sqlRow(db, putOffRow)`
    WITH mine AS (
      UPDATE predictions p SET lease_until = NULL, failures = p.failures + 1, unchecked_at = coalesce(p.unchecked_at, now()),
        predict_ms = coalesce(p.predict_ms, ${predictMs ?? null}::int), next_try_at = now() + least(${pauseAfter(Prisma.sql`p.failures`)}, ${longest})
      WHERE p.id = ${predictionId}::uuid AND p.status = 'running' RETURNING p.id, p.generation_id
    ), kept AS (INSERT INTO held_outputs (prediction_id, position, generation_id, storage_key, content_type, sha256, width, height, byte_length)
    SELECT mine.id, h.position, mine.generation_id, h."storageKey", h."contentType", h.sha256, h.width, h.height, h."byteLength"
    FROM mine, jsonb_to_recordset(${JSON.stringify(files)}::jsonb) AS h(position int, "storageKey" text, "contentType" text, sha256 text,
      width int, height int, "byteLength" int)
    ON CONFLICT (prediction_id, position) DO UPDATE SET storage_key = excluded.storage_key, content_type = excluded.content_type,
      sha256 = excluded.sha256, width = excluded.width, height = excluded.height, byte_length = excluded.byte_length)
    SELECT (SELECT n.id FROM generations g JOIN generations n ON n.wallet_id = g.wallet_id
      WHERE g.id = mine.generation_id AND n.status = 'queued' AND n.reference_url IS NULL AND n.second_reference_url IS NULL
      ORDER BY n.priority, n.created_at LIMIT 1) AS "nextId"
    FROM mine`;
  return row?.nextId ?? undefined;
}
