import { findModel } from '#core/models/catalogue.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { daysOf } from '../lists/days.ts';

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

/** Its conditions, on assets `a` of generations `g`. Each is settled before the statement is planned: what is null here costs nothing. */
export function passes(filter: AssetFilter): Prisma.Sql {
  const { since, before } = daysOf(filter);
  const inNone = filter.project === 'none';
  const projectId = inNone ? null : (filter.project ?? null);
  const model = filter.model ? (findModel(filter.model)?.id ?? filter.model) : null;
  const platform = filter.platform ?? null;
  return Prisma.sql`(NOT ${inNone}::boolean OR a.project_id IS NULL)
    AND (${projectId}::uuid IS NULL OR a.project_id = ${projectId}::uuid)
    AND (${model}::text IS NULL OR g.model = ${model}::text)
    AND (${platform}::text IS NULL OR EXISTS (
      SELECT 1 FROM deliveries d WHERE d.generation_id = g.id AND d.platform::text = ${platform}::text))
    AND (${since}::timestamptz IS NULL OR a.created_at >= ${since}::timestamptz)
    AND (${before}::timestamptz IS NULL OR a.created_at < ${before}::timestamptz)
    AND g.prompt ILIKE ALL (${patternsOf(filter.q)}::text[])`;
}

/** For LIKE, in which %, _ and \ mean something else than themselves. */
function patternsOf(words = ''): string[] {
  const wanted = words.split(/\s+/).filter((word) => word !== '');
  return wanted.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
