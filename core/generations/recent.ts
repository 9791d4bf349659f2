import type { Deps } from '../deps.ts';
import { lateAfterMs } from './late.ts';
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
      finishedAt: true,
      delivery: { select: { status: true } },
      _count: { select: { assets: { where: { deletedAt: null } } } },
    },
  });
  return rows.map(({ delivery, finishedAt, _count, ...row }) => ({
    ...row,
    assets: _count.assets,
    delivery: delivery?.status,
    isLate: delivery?.status === 'pending' && finishedAt !== null && Date.now() - finishedAt.getTime() > lateAfterMs,
  }));
}
