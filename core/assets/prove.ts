import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { flag, uuid } from '../database/columns.ts';
import { sqlRows, unflushed } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { unproven } from './unproven.ts';

type WithDb = Pick<Deps, 'db'>;

/** A request's pictures that nobody has decoded yet. */
export const findUnproven = ({ db }: WithDb, generationId: string) => sqlRows(db, unproven, { prepared: true })`
  SELECT a.id, a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey", a.width, a.height, a.layout, g.user_id AS "userId",
    g.identity_id AS "identityId"
  FROM assets a JOIN generations g ON g.id = a.generation_id
  WHERE a.generation_id = ${generationId}::uuid AND a.proven_at IS NULL AND a.deleted_at IS NULL ORDER BY a.position`;

const idRow = z.object({ id: uuid });

/**
 * Those of them that were deleted before. It waits for nobody who is changing one: that one is decoded again. So it is if a crash of the database takes
 * this back.
 */
export async function noteProven({ db }: WithDb, ids: readonly string[]): Promise<string[]> {
  const found = await sqlRows(db, idRow, { prepared: true })`
    WITH free AS (SELECT a.id FROM assets a WHERE a.id = ANY(${ids}::uuid[]) AND a.deleted_at IS NULL FOR UPDATE SKIP LOCKED),
    noted AS (UPDATE assets SET proven_at = coalesce(proven_at, now()) FROM ${unflushed} WHERE id IN (SELECT f.id FROM free f))
    SELECT a.id FROM assets a WHERE a.id = ANY(${ids}::uuid[]) AND a.deleted_at IS NULL`;
  const there = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}

const breaking = sqlFunction({ name: 'break_asset', args: z.object({ assetId: uuid }), row: flag });

/** It cannot be decoded: it is deleted, and its credits are released. False if that, or a deletion, happened before. */
export const breakAsset = ({ db }: WithDb, assetId: string): Promise<boolean> => breaking.one(db, { assetId });

const patienceMs = 1_000;
const lookMs = 100;

/** Waits for a picture's thumbnail, a second at most. False: there is none yet. That it is there is noted a little later, for several pictures at once. */
export async function waitForThumbnail(
  { storage }: Pick<Deps, 'storage'>,
  { provenAt, thumbnailKey }: { provenAt: Date | null; thumbnailKey: string },
): Promise<boolean> {
  for (let waitedMs = 0; provenAt === null; waitedMs += lookMs) {
    if (await storage.exists(thumbnailKey)) return true;
    if (waitedMs >= patienceMs) return false;
    await sleep(lookMs);
  }
  return true;
}
