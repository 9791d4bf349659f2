import { Prisma } from '../../prisma/generated/client.ts';

/** A result that ended this long ago should be in its chat by now; if not, /history offers to show it. */
const lateAfterMs = 30_000;

/** SQL for whether a delivery is late and no process is working on it; takes the aliases of its row and its generation's. */
export function isLate(delivery: 'd', generation: 'g'): Prisma.Sql {
  const [d, g] = [Prisma.raw(delivery), Prisma.raw(generation)];
  return Prisma.sql`(${d}.status = 'pending' AND (${d}.lease_until IS NULL OR ${d}.lease_until < now())
    AND coalesce(${d}.asked_at, ${g}.finished_at) < now() - ${lateAfterMs}::int * interval '1 millisecond')`;
}
