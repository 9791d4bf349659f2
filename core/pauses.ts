import { Prisma } from '../prisma/generated/client.ts';

const shortestS = 2;
const longestS = 5 * 60;

/**
 * How long to wait before the next try at something outside that did not work so many times before: 2 s, doubled each time, to 5
 * minutes. As SQL, so that the rows are told apart by the database's clock alone, whatever the workers' own say.
 */
export const pauseAfter = (failures: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`least(${shortestS}::int * power(2, least(${failures}, 10)), ${longestS}::int) * interval '1 second'`;

/** The same for work that nobody waits for, so that nobody counts: as long again as it has taken already. */
export const pauseSince = (since: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`least(greatest(now() - ${since}, ${shortestS}::int * interval '1 second'), ${longestS}::int * interval '1 second')`;
