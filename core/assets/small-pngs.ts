import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { flag, int, text, uuid } from '../database/columns.ts';
import { sqlRow, sqlRun } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { storedLayout } from './layout/asset-layout.ts';

const drawn = z.object({
  storageKey: text,
  thumbnailKey: text,
  /** It was decoded whole, and has its thumbnail. */
  isProven: flag,
  width: int,
  height: int,
  layout: storedLayout,
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
});

/** A picture of which a small PNG is to be kept; undefined if one is, or if it was deleted. */
export const findWithoutPng = ({ db }: Pick<Deps, 'db'>, assetId: string) =>
  sqlRow(db, drawn)`
    SELECT a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey", a.proven_at IS NOT NULL AS "isProven", a.width, a.height, a.layout, coalesce(a.user_id, g.user_id) AS "userId", g.identity_id AS "identityId"
    FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
    WHERE a.id = ${assetId}::uuid AND a.png_key IS NULL AND a.deleted_at IS NULL`;

/** False if it was deleted meanwhile. */
export const notePng = async ({ db }: Pick<Deps, 'db'>, assetId: string, pngKey: string): Promise<boolean> =>
  (await sqlRun(db)`UPDATE assets SET png_key = ${pngKey} WHERE id = ${assetId}::uuid AND deleted_at IS NULL`) > 0;

const usualPatienceMs = 1_000;
const lookMs = 50;

/**
 * Those of the pictures that have a small PNG. The first to ask has it made, and waits: a second at most, if nothing else is said. What comes later is there
 * the next time.
 */
export async function withSmallPngs(
  { db, queues, log }: Pick<Deps, 'db' | 'queues' | 'log'>,
  ids: readonly string[],
  patienceMs = usualPatienceMs,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const made = async () => {
    const rows = await db.asset.findMany({
      where: { id: { in: [...ids] }, pngKey: { not: null } },
      select: { id: true },
    });
    return new Set(rows.map(({ id }) => id));
  };
  let ready = await made();
  const missing = ids.filter((id) => !ready.has(id));
  await Promise.all(
    missing.map((assetId) =>
      queues
        .enqueue('small-png', { assetId })
        .catch((err: unknown) => log.warn({ assetId, err }, 'a small picture is left for the next time')),
    ),
  );
  for (let waitedMs = 0; ready.size < ids.length && waitedMs < patienceMs; waitedMs += lookMs) {
    await sleep(lookMs);
    ready = await made();
  }
  return ready;
}
