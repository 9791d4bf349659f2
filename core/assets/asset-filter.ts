import { Prisma } from '../../prisma/generated/client.ts';
import type { Platform } from '../chat/platforms.ts';
import { type AssetShape, type AssetSize, longestSidePx, nearSquare } from '../contract/pages/gallery.ts';
import type { Deps } from '../deps.ts';
import { findModel } from '../models/catalogue.ts';
import { searchWords } from './search-words.ts';
import { shownHeight, shownWidth } from './shown-sides.ts';

export interface AssetFilter {
  /** A project's id, or `none`: assets in no project. */
  project?: string | undefined;
  /** A model's name. */
  model?: string | undefined;
  platform?: Platform | undefined;
  /** A workspace's id; `direct`: in a chat, and in none that we know; `web`: in no chat. */
  place?: string | undefined;
  size?: AssetSize | undefined;
  shape?: AssetShape | undefined;
  favourite?: 'yes' | undefined;
  /** Created at `since` or later, and before `before`. */
  since?: Date | null;
  before?: Date | null;
  /** Words that must all be in the prompt, ignoring case. */
  q?: string | undefined;
}

/** SQL conditions on an account's assets `a` and their optional generations `g`. Each is resolved before planning: a null field costs nothing. */
export async function passes(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  filter: AssetFilter,
): Promise<Prisma.Sql> {
  const found = await searchWords(deps, userId, filter.q);
  const { since = null, before = null } = filter;
  const inNone = filter.project === 'none';
  const projectId = inNone ? null : (filter.project ?? null);
  const model = filter.model ? (findModel(filter.model)?.id ?? filter.model) : null;
  const platform = filter.platform ?? null;
  return Prisma.sql`(NOT ${inNone}::boolean OR a.project_id IS NULL)
    AND (${projectId}::uuid IS NULL OR a.project_id = ${projectId}::uuid)
    AND (${model}::text IS NULL OR (coalesce(g.origin_model, g.model) = ${model}::text AND g.user_id = ${userId}::uuid))
    AND (${platform}::text IS NULL OR (a.generation_id IN (${inChat(userId, platform)})) IS TRUE)
    AND ${inPlace(userId, filter.place)} AND ${ofSize(filter.size)} AND ${ofShape(filter.shape)}
    AND (NOT ${filter.favourite === 'yes'}::boolean OR a.favourite_at IS NOT NULL)
    AND (${since}::timestamptz IS NULL OR a.created_at >= ${since}::timestamptz)
    AND (${before}::timestamptz IS NULL OR a.created_at < ${before}::timestamptz)
    AND (${found === null}::boolean OR a.generation_id = ANY(${found?.generationIds ?? []}::uuid[])
      OR a.id = ANY(${found?.assetIds ?? []}::uuid[]))`;
}

const everything = Prisma.sql`TRUE`;

/** Generations of an account that were asked in a chat, with the target `r` and its workspace `s`. */
export const askedInChats = (userId: string) => Prisma.sql`generations o JOIN deliveries d ON d.generation_id = o.id
  JOIN reply_targets r ON r.id = d.target_id
  LEFT JOIN LATERAL workspace_at(r.platform, r.workspace_id_hash, r.workspace_id) s ON true
  WHERE o.user_id = ${userId}::uuid AND o.stored > 0`;

/**
 * Generations of an account that are shown in this chat: where their asker is, unless somebody had them brought elsewhere since. Where each of thousands was
 * answered takes two further rows of each; askers are few, and each is looked up once.
 */
const inChat = (userId: string, platform: Platform | null) => Prisma.sql`
  WITH own AS MATERIALIZED (SELECT g.id, g.identity_id FROM generations g WHERE g.user_id = ${userId}::uuid AND g.stored > 0),
    askers AS MATERIALIZED (SELECT i.id FROM (SELECT DISTINCT o.identity_id FROM own o) known
      CROSS JOIN LATERAL (SELECT i.id, i.platform FROM identities i WHERE i.id = known.identity_id OFFSET 0) i WHERE i.platform::text = ${platform}::text),
    brought AS MATERIALIZED (SELECT o.id, b.platform FROM own o CROSS JOIN LATERAL (SELECT r.platform FROM deliveries d JOIN reply_targets r ON r.id = d.target_id
      WHERE d.generation_id = o.id AND d.asked_at IS NOT NULL OFFSET 0) b)
  SELECT o.id FROM own o WHERE (o.identity_id IN (SELECT k.id FROM askers k)) IS TRUE AND (o.id IN (SELECT b.id FROM brought b)) IS NOT TRUE
  UNION ALL SELECT b.id FROM brought b WHERE b.platform::text = ${platform}::text`;

function inPlace(userId: string, place: string | undefined): Prisma.Sql {
  if (place === undefined) return everything;
  // Of old requests nobody knows any more where they were asked; their asker says that it was in a chat.
  if (place === 'web') return Prisma.sql`(g.id IS NULL OR g.identity_id IS NULL)`;
  const isThere = place === 'direct' ? Prisma.sql`s.id IS NULL` : Prisma.sql`s.id = ${place}::uuid`;
  return Prisma.sql`(a.generation_id IN (SELECT o.id FROM ${askedInChats(userId)} AND ${isThere})) IS TRUE`;
}

function ofSize(size: AssetSize | undefined): Prisma.Sql {
  if (size === undefined) return everything;
  const { from, to } = longestSidePx[size];
  return Prisma.sql`greatest(${shownWidth}, ${shownHeight}) BETWEEN ${from}::int AND ${to}::int`;
}

function ofShape(shape: AssetShape | undefined): Prisma.Sql {
  switch (shape) {
    case undefined:
      return everything;
    case 'square':
      return Prisma.sql`greatest(${shownWidth}, ${shownHeight}) <= ${nearSquare}::float8 * least(${shownWidth}, ${shownHeight})`;
    case 'wide':
      return Prisma.sql`${shownWidth} > ${nearSquare}::float8 * ${shownHeight}`;
    case 'tall':
      return Prisma.sql`${shownHeight} > ${nearSquare}::float8 * ${shownWidth}`;
  }
}
