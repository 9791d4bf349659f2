import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openFields, storedTextOf } from '../keys/stored-text.ts';
import { isLate } from './late.ts';
import { type Owner, ownedBy } from './owner.ts';

const lateRow = z.object({ id: uuid });

/** A person's latest requests, newest first, not counting deleted pictures. */
export async function recentGenerations(deps: Pick<Deps, 'db' | 'keys' | 'log'>, who: Owner, limit = 5) {
  const rows = await deps.db.generation.findMany({
    where: ownedBy(who),
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: {
      id: true,
      prompt: true,
      promptSealed: true,
      model: true,
      status: true,
      stored: true,
      unitPrice: true,
      createdAt: true,
      delivery: { select: { status: true } },
      _count: { select: { assets: { where: { deletedAt: null, trashedAt: null, hiddenAt: null } } } },
      assets: {
        where: { deletedAt: null, trashedAt: null, hiddenAt: null, flaggedAt: null },
        orderBy: { position: 'asc' },
        take: 1,
        select: { id: true },
      },
    },
  });
  const late = await sqlRows(deps.db, lateRow)`
    SELECT g.id FROM generations g JOIN deliveries d ON d.generation_id = g.id
    WHERE g.id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND ${isLate('d', 'g')}`;
  const asked = rows.map(({ prompt, promptSealed, ...row }) => ({
    ...row,
    prompt: storedTextOf(prompt, promptSealed),
  }));
  return (await openFields(deps, asked, 'prompt')).map(({ delivery, _count, assets: [first], ...row }) => ({
    ...row,
    assets: _count.assets,
    /** Its first picture that may be shown anywhere. */
    firstAssetId: first?.id ?? null,
    delivery: delivery?.status,
    isLate: late.some(({ id }) => id === row.id),
  }));
}
