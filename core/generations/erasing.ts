import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

/** Where a generation's result stands or is to stand; `isBeingWritten`: a process is at it at this moment. */
export async function findStanding(deps: Pick<Deps, 'db'>, generationId: string) {
  const [delivery, busy] = await Promise.all([
    deps.db.delivery.findUnique({ where: { generationId } }),
    deps.db.$queryRaw<object[]>`
      SELECT 1 FROM deliveries d JOIN generations g ON g.id = d.generation_id
      WHERE d.generation_id = ${generationId}::uuid AND d.lease_until > now() AND g.finished_at IS NOT NULL`,
  ]);
  return delivery && { ...delivery, isBeingWritten: busy.length > 0 };
}

/**
 * It did not work: `sweep` has it tried again after a pause. Returns for how long that has been so, the longest of them, by the
 * database's clock.
 */
export async function putOffErasing(deps: Pick<Deps, 'db'>, generationId: string): Promise<number> {
  const rows = await deps.db.$queryRaw<Array<{ forMs: number }>>`
    UPDATE assets a SET erase_after = now() + ${pauseSince(Prisma.sql`a.deleted_at`)}
    WHERE a.generation_id = ${generationId}::uuid AND a.deleted_at IS NOT NULL AND a.erased_at IS NULL
    RETURNING (extract(epoch FROM now() - a.deleted_at) * 1000)::float8 AS "forMs"`;
  return Math.max(0, ...rows.map(({ forMs }) => forMs));
}
