import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { type AssetSort, mostCounted } from '../contract/pages/gallery.ts';
import { flag, int, text, time, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';
import { type AssetFilter, passes } from './asset-filter.ts';
import { storedLayout } from './layout/asset-layout.ts';
import { isShown } from './shown.ts';
import { type ListPosition, sorted, sortKey } from './sort.ts';

export const assetRow = z.object({
  id: uuid,
  /** The prompt, or the title if there was none. */
  prompt: storedText,
  /** The provider's id; null: no model made it. */
  model: text.nullable(),
  /** The model that drew the picture that a tool was used on; null if `model` drew this one. */
  originModel: text.nullable(),
  /** What we did to another image to make this one; null: nothing. */
  operation: text.nullable(),
  width: int,
  height: int,
  /** How the several pictures in its file lie, if it holds some. */
  layout: storedLayout,
  generationId: uuid.nullable(),
  projectId: uuid.nullable(),
  isFavourite: flag,
  /** What was done to another picture, if a button did it. */
  tool: toolName.nullable(),
  createdAt: time,
});
export type AssetRow = Opened<z.infer<typeof assetRow>, 'prompt'>;

/** The prompt or the title of an asset `a`, whose request is `g`. */
export const assetWords = Prisma.sql`CASE WHEN g.id IS NOT NULL THEN stored_text(g.prompt, g.prompt_sealed) ELSE stored_text(a.title, a.title_sealed) END`;

/** Of an asset `a`, whose request is `g`. */
export const assetColumns = Prisma.sql`a.id, ${assetWords} AS prompt, g.model, g.origin_model AS "originModel", a.operation, a.width, a.height, a.layout,
  a.generation_id AS "generationId", a.project_id AS "projectId", a.favourite_at IS NOT NULL AS "isFavourite", g.tool, a.created_at AS "createdAt"`;

export interface WantedAssets {
  filter?: AssetFilter;
  sort?: AssetSort | undefined;
  after?: ListPosition | undefined;
  limit: number;
}

const listedRow = assetRow.extend({ sortKey });
export type ListedAsset = Opened<z.infer<typeof listedRow>, 'prompt'>;

/** An account's images, newest first or as sorted, beginning after `after`: one statement, and one more to search, along the index (user_id, created_at, id). */
export async function listAssets(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { filter = {}, ...wanted }: WantedAssets,
): Promise<ListedAsset[]> {
  return listPassing(deps, userId, await passes(deps, userId, filter), wanted);
}

/** The beginning of a list, and how many there are in all, of which no more than `mostCounted` are counted: a statement more. */
export async function listAndCount(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { filter = {}, ...wanted }: Omit<WantedAssets, 'after'>,
): Promise<{ rows: ListedAsset[]; total: number }> {
  const passing = await passes(deps, userId, filter);
  const [rows, total] = await Promise.all([
    listPassing(deps, userId, passing, wanted),
    countPassing(deps, userId, passing),
  ]);
  return { rows, total };
}

async function listPassing(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  passing: Prisma.Sql,
  { sort, after, limit }: Omit<WantedAssets, 'filter'>,
): Promise<ListedAsset[]> {
  const by = sorted(sort);
  // What is not listed is not joined with its words, unless a filter or the order needs its request.
  const rows = await sqlRows(deps.db, listedRow)`
    SELECT ${assetColumns}, page.sort_key AS "sortKey"
    FROM (SELECT a.id, ${by.key} AS sort_key FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
        WHERE a.user_id = ${userId}::uuid AND ${isShown} AND ${by.after(after)} AND ${passing}
        ORDER BY ${by.order} LIMIT ${limit}::int) page
      JOIN assets a ON a.id = page.id LEFT JOIN generations g ON g.id = a.generation_id
    ORDER BY ${by.order}`;
  return openFields(deps, rows, 'prompt');
}

const countRow = z.object({ total: int });

async function countPassing({ db }: Pick<Deps, 'db'>, userId: string, passing: Prisma.Sql): Promise<number> {
  const counted = await sqlRow(db, countRow)`
    SELECT count(*)::int AS total FROM (SELECT 1 FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
      WHERE a.user_id = ${userId}::uuid AND ${isShown} AND ${passing} LIMIT ${mostCounted}::int) found`;
  return counted?.total ?? 0;
}
