import type { Deps } from '#core/deps.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { Place } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import type { SummaryRow } from './asset-row.ts';

export interface AssetFilter {
  /** A project's id, or `none`: in no project. */
  project?: string | undefined;
  /** A model's name. */
  model?: string | undefined;
  platform?: 'discord' | 'slack' | undefined;
  /** Days in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Words that must all be in the prompt, in whatever case. */
  q?: string | undefined;
}

/** An account's images, newest first, beginning after `after`: one statement, along the index (user_id, created_at, id). */
export function findAssets(
  deps: Pick<Deps, 'db'>,
  userId: string,
  wanted: { filter?: AssetFilter; after?: Place | undefined; limit: number },
): Promise<SummaryRow[]> {
  const { filter = {}, after, limit } = wanted;
  const { since, before } = daysOf(filter);
  const inNone = filter.project === 'none';
  const projectId = inNone ? null : (filter.project ?? null);
  const model = filter.model ? (findModel(filter.model)?.id ?? filter.model) : null;
  // Each condition is settled before the statement is planned: what is null here costs nothing.
  return deps.db.$queryRaw<SummaryRow[]>`
    SELECT a.id, g.prompt, g.model, a.width, a.height, a.project_id AS "projectId", a.created_at AS "createdAt"
    FROM assets a JOIN generations g ON g.id = a.generation_id
    WHERE a.user_id = ${userId}::uuid AND a.deleted_at IS NULL
      AND (${after?.id ?? null}::uuid IS NULL
        OR (a.created_at, a.id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      AND (NOT ${inNone}::boolean OR a.project_id IS NULL)
      AND (${projectId}::uuid IS NULL OR a.project_id = ${projectId}::uuid)
      AND (${model}::text IS NULL OR g.model = ${model}::text)
      AND (${filter.platform ?? null}::text IS NULL OR EXISTS (
        SELECT 1 FROM deliveries d WHERE d.generation_id = g.id AND d.platform::text = ${filter.platform ?? null}::text))
      AND (${since}::timestamptz IS NULL OR a.created_at >= ${since}::timestamptz)
      AND (${before}::timestamptz IS NULL OR a.created_at < ${before}::timestamptz)
      AND g.prompt ILIKE ALL (${patternsOf(filter.q)}::text[])
    ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}::int`;
}

/** For LIKE, in which %, _ and \ mean something else than themselves. */
function patternsOf(words = ''): string[] {
  const wanted = words.split(/\s+/).filter((word) => word !== '');
  return wanted.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
