import type { Deps } from '../deps.ts';
import { isLate } from './late.ts';
import { type Owner, ownedBy } from './owner.ts';

/** A person's latest requests, newest first, pictures that were deleted not counted. */
export async function recentGenerations(deps: Pick<Deps, 'db'>, who: Owner, limit = 5) {
  const rows = await deps.db.generation.findMany({
    where: ownedBy(who),
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: {
      id: true,
      prompt: true,
      model: true,
      status: true,
      stored: true,
      unitPrice: true,
      delivery: { select: { status: true } },
      _count: { select: { assets: { where: { deletedAt: null } } } },
    },
  });
  const late = await deps.db.$queryRaw<Array<{ id: string }>>`
    SELECT g.id FROM generations g JOIN deliveries d ON d.generation_id = g.id
    WHERE g.id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND ${isLate('d', 'g')}`;
  return rows.map(({ delivery, _count, ...row }) => ({
    ...row,
    assets: _count.assets,
    delivery: delivery?.status,
    isLate: late.some(({ id }) => id === row.id),
  }));
}
