import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { flag, uuid } from '../database/columns.ts';
import { sqlRows, sqlRun, unflushed } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { unproven } from './unproven.ts';

type WithDb = Pick<Deps, 'db'>;

/** A request's pictures that nobody has decoded yet. */
export const findUnproven = ({ db }: WithDb, generationId: string) => sqlRows(db, unproven, { prepared: true })`
  SELECT a.id, a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey", a.width, a.height, g.user_id AS "userId",
    g.identity_id AS "identityId"
  FROM assets a JOIN generations g ON g.id = a.generation_id
  WHERE a.generation_id = ${generationId}::uuid AND a.proven_at IS NULL AND a.deleted_at IS NULL ORDER BY a.position`;

/** False if it was deleted meanwhile. A crash of the database may take it back: then it is decoded again. */
export async function noteProven({ db }: WithDb, id: string): Promise<boolean> {
  const noted = await sqlRun(db, { prepared: true })`
    UPDATE assets SET proven_at = coalesce(proven_at, now()) FROM ${unflushed} WHERE id = ${id}::uuid AND deleted_at IS NULL`;
  return noted > 0;
}

const breaking = sqlFunction({ name: 'break_asset', args: z.object({ assetId: uuid }), row: flag });

/** It cannot be decoded: it is deleted, and its credits are released. False if that, or a deletion, happened before. */
export const breakAsset = ({ db }: WithDb, assetId: string): Promise<boolean> => breaking.one(db, { assetId });

const patienceMs = 1_000;
const lookMs = 100;

/** Waits for a picture's thumbnail, a second at most. False: there is none yet. */
export async function waitUntilProven({ db }: WithDb, asset: { id: string; provenAt: Date | null }): Promise<boolean> {
  if (asset.provenAt !== null) return true;
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookMs) {
    await sleep(lookMs);
    const now = await db.asset.findUnique({ where: { id: asset.id }, select: { provenAt: true } });
    if (!now || now.provenAt !== null) return true;
  }
  return false;
}
