import type { UsageDay } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';

/** The sums of the days since `from`, newest first and within a day the most frequent. At most `limit`. */
export const readUsage = (
  { db }: Pick<Deps, 'db'>,
  { from, limit }: { from: Date; limit: number },
): Promise<UsageDay[]> =>
  db.usageDay.findMany({
    where: { day: { gte: from } },
    orderBy: [{ day: 'desc' }, { requests: 'desc' }, { command: 'asc' }],
    take: limit,
  });
