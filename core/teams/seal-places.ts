import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { placeHash } from '../chat/place-hash.ts';
import { bytes, platform, text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { readablePlace } from '../keys/sealed-columns.ts';
import { sealText } from '../keys/stored-text.ts';

type SealDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

const batch = 200;
/** Where nothing has to be sealed. */
const manyRows = 5_000;
const readableRow = z.object({ id: uuid, platform, externalId: text });

const findReadable = ({ db }: SealDeps, which: Prisma.Sql) =>
  sqlRows(db, readableRow)`
    SELECT id, platform, external_id AS "externalId" FROM workspaces WHERE ${readablePlace} AND ${which} LIMIT ${batch}::int`;

const merge = sqlFunction({
  name: 'merge_workspace',
  args: z.object({ workspaceId: uuid, hash: bytes }),
  row: z.enum(['merged', 'kept', 'none']),
});

/** Every server and workspace that the version before wrote down gets its keyed hash, so that it is found by it as soon as others name it by that. */
export async function findPlacesByHash(deps: SealDeps): Promise<void> {
  if (!(await deps.keys.sealing('places'))) return;
  for (let known = batch; known === batch; ) {
    const rows = await findReadable(deps, Prisma.sql`external_id_hash IS NULL`);
    known = 0;
    for (const { id, ...place } of rows) {
      const hash = await placeHash(deps, place);
      const outcome = await merge.one(deps.db, { workspaceId: id, hash });
      if (outcome === 'kept')
        deps.log.warn({ workspaceId: id }, 'a server or workspace has two rows: the second is not sealed');
      else known++;
    }
  }
}

/** Seals the ids of some servers and workspaces. Returns how many; 0 if no more can be. */
export async function sealSomePlaces(deps: SealDeps): Promise<number> {
  if (!(await deps.keys.sealing('places'))) return 0;
  const rows = await findReadable(deps, Prisma.sql`external_id_hash IS NOT NULL`);
  for (const { id, externalId } of rows) {
    const sealed = sealText(await deps.keys.of({ workspaceId: id }), externalId);
    await deps.db.$executeRaw`
      UPDATE workspaces SET external_id = NULL, external_id_sealed = ${sealed} WHERE id = ${id}::uuid AND external_id = ${externalId}`;
  }
  return rows.length + (await hashUnpaidPlaces(deps)) + (await dropUnpaidPlaces(deps));
}

const placeRow = z.object({ place: text });
/** SQL for the place of a counter, or of a request under way, that the version before wrote down by its id. */
const readableUnpaid = (column: string) => Prisma.raw(`${column} <> '' AND ${column} NOT LIKE 'hash:%'`);
const isOpen = Prisma.sql`status IN ('queued', 'running')`;

/** Counters of free credits that the version before began go on under the hash: a place's limit of the day holds over the update. Returns how many. */
async function hashUnpaidPlaces(deps: SealDeps): Promise<number> {
  const found = await sqlRows(deps.db, placeRow)`
    SELECT place FROM unpaid_days WHERE ${readableUnpaid('place')}
    UNION SELECT unpaid_place FROM generations WHERE ${readableUnpaid('unpaid_place')} AND ${isOpen} LIMIT ${batch}::int`;
  const places = found.map(({ place }) => place);
  const hashes = await Promise.all(places.map(async (place) => `hash:${await hexOf(deps, place)}`));
  const named = Prisma.sql`unnest(${places}::text[], ${hashes}::text[]) AS n(place, hash)`;
  if (places.length > 0)
    // Each in one statement of one transaction, so that what comes back of a request is counted where it was held.
    await deps.db.$transaction([
      deps.db
        .$executeRaw`UPDATE generations g SET unpaid_place = n.hash FROM ${named} WHERE g.unpaid_place = n.place AND ${isOpen}`,
      deps.db.$executeRaw`
        WITH moved AS (DELETE FROM unpaid_days u USING ${named} WHERE u.place = n.place RETURNING u.day, n.hash, u.held)
        INSERT INTO unpaid_days (day, place, held) SELECT day, hash, held FROM moved
        ON CONFLICT (day, place) DO UPDATE SET held = unpaid_days.held + excluded.held`,
    ]);
  return places.length;
}

/** Discord's ids are numbers, Slack's begin with a letter. */
async function hexOf(deps: SealDeps, externalId: string): Promise<string> {
  const hash = await placeHash(deps, { platform: /^\d+$/.test(externalId) ? 'discord' : 'slack', externalId });
  return Buffer.from(hash).toString('hex');
}

/** Where free credits were spent matters on that day alone: what the version before wrote of it is not sealed, but goes. */
const dropUnpaidPlaces = ({ db }: SealDeps): Promise<number> =>
  db.$executeRaw`
    UPDATE generations SET unpaid_place = NULL WHERE ctid = ANY(ARRAY(SELECT g.ctid FROM generations g
      WHERE g.unpaid_place <> '' AND g.unpaid_place NOT LIKE 'hash:%' AND g.finished_at IS NOT NULL LIMIT ${manyRows}::int))`;
