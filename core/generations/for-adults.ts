import { Prisma } from '../../prisma/generated/client.ts';
import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/** SQL for whether a generation may be posted where adults alone are, and nowhere else: it was asked for there, or a check flagged it. @param g its table's name in the query */
export const isForAdultsSql = (g: 'g') => Prisma.sql`(
  EXISTS (SELECT 1 FROM deliveries o JOIN reply_targets r ON r.id = o.target_id WHERE o.generation_id = ${Prisma.raw(g)}.id AND r.age_restricted)
  OR EXISTS (SELECT 1 FROM assets o WHERE o.generation_id = ${Prisma.raw(g)}.id AND o.flagged_at IS NOT NULL))`;

export const isForAdults = ({ db }: Pick<Deps, 'db'>, generationId: string): Promise<boolean> =>
  sqlFinds(db)`SELECT 1 FROM generations g WHERE g.id = ${generationId}::uuid AND ${isForAdultsSql('g')}`;
