import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { heldFile } from './held-outputs.ts';

/** What the check withheld is kept so long for its asker, if the operator allows it at all. */
export const withheldDays = 7;

/** SQL for a file that its asker may still see, of a row `h` of held_outputs. */
const isKept = Prisma.sql`h.withheld_at > now() - ${withheldDays}::int * interval '1 day' AND h.storage_key IS NOT NULL AND h.deleted_at IS NULL`;

/** The withheld pictures of a generation that are still kept. */
export const findWithheld = ({ db }: Pick<Deps, 'db'>, generationId: string) =>
  sqlRows(db, heldFile)`
    SELECT h.position, h.storage_key AS "storageKey", h.content_type AS "contentType", h.sha256, h.width, h.height, h.byte_length AS "byteLength"
    FROM held_outputs h WHERE h.generation_id = ${generationId}::uuid AND ${isKept} ORDER BY h.position`;

/** Their owner deletes them: nobody sees them any more. */
export async function markWithheldDeleted({ db }: Pick<Deps, 'db'>, generationId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE held_outputs SET deleted_at = now() WHERE generation_id = ${generationId}::uuid AND withheld_at IS NOT NULL AND deleted_at IS NULL`;
}

const due = z.object({ predictionId: text, position: z.int(), key: text.nullable() });

async function forget({ db, storage }: Pick<Deps, 'db' | 'storage'>, which: Prisma.Sql): Promise<number> {
  const rows = await sqlRows(db, due)`
    SELECT h.prediction_id AS "predictionId", h.position, h.storage_key AS key FROM held_outputs h WHERE h.withheld_at IS NOT NULL AND ${which}`;
  // The files first, so that a crash in between leaves rows that are found again.
  await storage.delete(rows.flatMap(({ key }) => key ?? []));
  for (const { predictionId, position } of rows)
    await db.heldOutput.deleteMany({ where: { predictionId, position, withheldAt: { not: null } } });
  return rows.length;
}

/** Those that their owner deleted. */
export const forgetWithheldOf = (deps: Pick<Deps, 'db' | 'storage'>, generationId: string): Promise<number> =>
  forget(deps, Prisma.sql`h.generation_id = ${generationId}::uuid AND h.deleted_at IS NOT NULL`);

/** Those that are deleted, or past their time, unless their owner waits for an answer about their data. Returns how many; at most `batch`. */
export const forgetWithheld = (deps: Pick<Deps, 'db' | 'storage'>, batch: number): Promise<number> =>
  forget(
    deps,
    Prisma.sql`(h.deleted_at IS NOT NULL OR (h.withheld_at < now() - ${withheldDays}::int * interval '1 day' AND NOT EXISTS (
      SELECT 1 FROM generations g WHERE g.id = h.generation_id AND has_open_privacy_request(g.user_id, g.identity_id))))
    ORDER BY h.withheld_at LIMIT ${batch}::int`,
  );
