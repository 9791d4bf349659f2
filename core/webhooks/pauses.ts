import { Prisma } from '../../prisma/generated/client.ts';
import { triedHours } from '../contract/webhooks.ts';

const shortestS = 5;
const longestS = 4 * 60 * 60;

/** When a message that has been tried since then is given up. */
export const triedUntil = (since: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${since} + ${triedHours}::int * interval '1 hour'`;

/**
 * When it is tried again: after as long again as it has already taken, from 5 seconds to 4 hours, and a tenth more or less, so that what failed at once does not
 * come back at once; the last time when its day is over. That is some 18 tries.
 */
export const nextTry = (since: Prisma.Sql): Prisma.Sql => Prisma.sql`
  least(now() + least(greatest(now() - ${since}, ${shortestS}::int * interval '1 second'), ${longestS}::int * interval '1 second')
    * (0.9 + random() * 0.2), ${triedUntil(since)})`;
