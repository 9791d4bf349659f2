import { Prisma } from '../prisma/generated/client.ts';

const shortestS = 2;
const longestS = 5 * 60;

/**
 * How long to wait before retrying something external that has failed this many times: 2 s, doubled each time, up to 5
 * minutes. As SQL, so that only the database's clock counts, whatever the workers' own say.
 */
export const pauseAfter = (failures: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`least(${shortestS}::int * power(2, least(${failures}, 10)), ${longestS}::int) * interval '1 second'`;

/** For work that nobody waits for, and whose attempts are not counted: as long again as it has already taken. */
export const pauseSince = (since: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`least(greatest(now() - ${since}, ${shortestS}::int * interval '1 second'), ${longestS}::int * interval '1 second')`;
