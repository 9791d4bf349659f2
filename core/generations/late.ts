import { Prisma } from '../../prisma/generated/client.ts';

/** A result that has ended so long ago should stand in its chat by now; if not, /history offers to show it. */
const lateAfterMs = 30_000;

/** Whether a delivery is late, and nobody is at it at this moment; given the names of its row and its generation's. */
export function isLate(delivery: 'd', generation: 'g'): Prisma.Sql {
  const [d, g] = [Prisma.raw(delivery), Prisma.raw(generation)];
  return Prisma.sql`(${d}.status = 'pending' AND (${d}.lease_until IS NULL OR ${d}.lease_until < now())
    AND coalesce(${d}.asked_at, ${g}.finished_at) < now() - ${lateAfterMs}::int * interval '1 millisecond')`;
}
