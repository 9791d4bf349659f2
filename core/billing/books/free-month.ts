import type { Deps } from '../../deps.ts';
import { plans } from '../plans.ts';

/**
 * The Free plan's credits of this month, for an account that has a linked identity and no paid plan: once a month. `identify` does
 * the same for who asks in chat. Returns whether they were granted just now.
 */
export async function grantFreeMonth(deps: Pick<Deps, 'db'>, userId: string): Promise<boolean> {
  const [row] = await deps.db.$queryRaw<Array<{ granted: boolean }>>`
    SELECT grant_free_month(${userId}::uuid, NULL, ${plans.free.monthlyCredits}::int) AS granted`;
  return row?.granted ?? false;
}
