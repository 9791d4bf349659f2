import type { Deps } from '../deps.ts';
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
  return rows.map(({ delivery, _count, ...row }) => ({ ...row, delivery: delivery?.status, assets: _count.assets }));
}
