import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { flag, generationStatus, int, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { descriptionOf, hasDescription } from './description.ts';
import { isForAdultsSql } from './for-adults.ts';
import { isLate } from './late.ts';
import { type Owner, ownedBySql } from './owner.ts';
import { failureCode } from './settlement.ts';

const pastRow = z.object({
  id: uuid,
  prompt: storedText,
  /** What a model said of a picture, if that was asked for. */
  description: storedText.nullable(),
  model: text,
  status: generationStatus,
  stored: int,
  unitPrice: int,
  /** What it holds while it is open, without the price of what is made. */
  held: int,
  createdAt: time,
  /** Pictures that are not deleted, and not in the trash. */
  assets: int,
  /** Of those, the ones that an operator hid: nobody sees them. */
  hidden: int,
  /** What was described is kept, for its owner alone. */
  hasInput: flag,
  /** Its first picture that may be shown anywhere. */
  firstAssetId: uuid.nullable(),
  failure: failureCode.nullable(),
  /** No chat took it. */
  isUnposted: flag,
  /** There is something of it, and in no chat; `late`: it is still being tried. */
  isKept: flag,
  isLate: flag,
  /** It may be posted where adults alone are, and nowhere else. */
  isForAdults: flag,
});
export type PastGeneration = Opened<z.infer<typeof pastRow>, 'prompt' | 'description'>;

/** Something of it can be shown. */
const isThere = Prisma.sql`(a.assets > 0 OR ${hasDescription('g')})`;

/**
 * A person's requests, newest first, `limit` at most; those whose pictures could not be posted only, or all of them. `after`: the id of the last one on
 * the page before.
 */
export async function findHistory(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  owner: Owner,
  { limit, after = null, undelivered = false }: { limit: number; after?: string | null; undelivered?: boolean },
): Promise<PastGeneration[]> {
  const rows = await sqlRows(deps.db, pastRow)`
    SELECT g.id, stored_text(g.prompt, g.prompt_sealed) AS prompt, ${descriptionOf('g')} AS description, g.model, g.status, g.stored,
      CASE WHEN g.finished_at IS NULL THEN greatest(0, (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id)
        - g.stored * g.unit_price)::int ELSE 0 END AS held,
      g.unit_price AS "unitPrice", g.created_at AS "createdAt", coalesce(a.assets, 0) AS assets, coalesce(a.hidden, 0) AS hidden, a.first AS "firstAssetId",
      coalesce(g.tool = 'describe', false) AND g.input_image_key IS NOT NULL AND ${hasDescription('g')} AS "hasInput",
      g.failure, coalesce(d.status = 'undelivered', false) AS "isUnposted", ${isForAdultsSql('g')} AS "isForAdults",
      coalesce(d.status = 'undelivered' AND ${isThere}, false) AS "isKept", coalesce(${isLate('d', 'g')} AND ${isThere}, false) AS "isLate"
    FROM generations g LEFT JOIN deliveries d ON d.generation_id = g.id
      LEFT JOIN LATERAL (SELECT count(*)::int AS assets, count(a.hidden_at)::int AS hidden,
        (array_agg(a.id ORDER BY a.position) FILTER (WHERE a.flagged_at IS NULL AND a.hidden_at IS NULL))[1] AS first
        FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL AND a.trashed_at IS NULL) a ON true
    WHERE ${ownedBySql(owner)}
      AND (${after}::uuid IS NULL OR (g.created_at, g.id) < (SELECT o.created_at, o.id FROM generations o WHERE o.id = ${after}::uuid))
      AND (NOT ${undelivered}::boolean OR (d.status = 'undelivered' AND ${isThere}))
    ORDER BY g.created_at DESC, g.id DESC LIMIT ${limit}::int`;
  return openFields(deps, rows, 'prompt', 'description');
}
