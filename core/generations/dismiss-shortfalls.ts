import type { Deps } from '../deps.ts';

/** Shows this request of theirs, and all that ended before it, no more among those that came short. False: they have no such request. */
export async function dismissShortfalls(
  { db }: Pick<Deps, 'db'>,
  { userId, generationId }: { userId: string; generationId: string },
): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE users u SET shortfalls_seen_at = greatest(u.shortfalls_seen_at, g.finished_at)
    FROM generations g
    WHERE u.id = ${userId}::uuid AND g.id = ${generationId}::uuid AND g.user_id = u.id AND g.finished_at IS NOT NULL`;
  return changed > 0;
}
