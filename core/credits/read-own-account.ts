import { grantFreeMonth } from '../billing/ledger/free-month.ts';
import type { Deps } from '../deps.ts';
import { type AccountRow, readAccount } from './read-account.ts';

/** `readAccount` for its owner: a person who has not chatted this month gets its free credits by looking. */
export async function readOwnAccount(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  who: { userId: string; walletId: string },
): Promise<AccountRow | undefined> {
  const account = await readAccount(deps, who);
  if (!account?.isFreeMonthDue || !(await grantFreeMonth(deps, who.userId))) return account;
  return readAccount(deps, who);
}
