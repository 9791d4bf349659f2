import { Prisma } from '../../prisma/generated/client.ts';
import type { Platform } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';
import { findModel } from '../models/catalogue.ts';
import { searchWords } from './search-words.ts';

export interface AssetFilter {
  /** A project's id, or `none`: assets in no project. */
  project?: string | undefined;
  /** A model's name. */
  model?: string | undefined;
  platform?: Platform | undefined;
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
    AND (${model}::text IS NULL OR g.model = ${model}::text)
    AND (${platform}::text IS NULL OR (a.generation_id IN (
      SELECT o.id FROM generations o JOIN deliveries d ON d.generation_id = o.id JOIN reply_targets r ON r.id = d.target_id
      WHERE o.user_id = ${userId}::uuid AND o.stored > 0 AND r.platform::text = ${platform}::text)) IS TRUE)
    AND (${since}::timestamptz IS NULL OR a.created_at >= ${since}::timestamptz)
    AND (${before}::timestamptz IS NULL OR a.created_at < ${before}::timestamptz)
    AND (${found === null}::boolean OR a.generation_id = ANY(${found?.generationIds ?? []}::uuid[])
      OR a.id = ANY(${found?.assetIds ?? []}::uuid[]))`;
}
