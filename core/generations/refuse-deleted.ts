import type { Deps } from '../deps.ts';
import { goneResult } from './refusals.ts';

/** Whoever deletes what they made takes its words back from others as well, whatever question about them is still open. @throws Failure unknown_generation */
export async function refuseDeleted(
  { db }: Pick<Deps, 'db'>,
  { id, stored }: { id: string; stored: number },
): Promise<void> {
  if (stored === 0) return;
  const kept = await db.asset.count({ where: { generationId: id, deletedAt: null } });
  if (kept === 0) throw goneResult();
}
