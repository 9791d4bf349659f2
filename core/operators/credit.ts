import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { credits } from '../generations/refusals.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { type Operator, unknownWallet } from './operator.ts';

/** Credits with their sign. `id` is the action's own: the same one twice is done once. */
export interface CreditChange {
  id: string;
  walletId: string;
  amount: number;
  reason: string;
}

/**
 * Grants credits that never expire, or corrects downwards; written down with the reason in the same statement. Returns what can be
 * spent then. @throws Failure too_few_credits, not_found; nothing was changed then
 */
export async function adminCredit(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  change: CreditChange,
): Promise<{ balance: number }> {
  const row = JSON.stringify({ ...change, operatorId: operator.userId, operatorEmail: operator.email });
  const [result] = await repeatable(
    () =>
      deps.db.$queryRaw<
        Array<{ outcome: 'done' | 'repeated' | 'too_few' | 'unknown'; balance: number }>
      >`SELECT * FROM admin_credit(${row}::jsonb)`,
  );
  switch (result?.outcome) {
    case 'done':
    case 'repeated':
      return { balance: result.balance };
    case 'too_few':
      throw tooFew(change, result.balance);
    case 'unknown':
      throw unknownWallet();
    case undefined:
      throw new Error('admin_credit() answered nothing');
  }
}

const tooFew = ({ amount }: CreditChange, balance: number) =>
  new Failure('too_few_credits', {
    title: 'There are not so many',
    happened: `${credits(-amount)} cannot be taken: ${credits(balance)} can be spent. Nothing was changed.`,
    next: `Take ${credits(balance)} at most.`,
  });
