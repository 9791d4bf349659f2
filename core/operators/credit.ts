import { z } from 'zod';
import { int, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { credits } from '../words.ts';
import { actedBy, type Operator, unknownWallet } from './operator.ts';

/** Credits with their sign. `id` is the action's own: repeating it has no effect. */
export interface CreditChange {
  id: string;
  walletId: string;
  amount: number;
  reason: string;
}

const changeCredits = sqlFunction({
  name: 'admin_credit',
  args: actedBy.extend({ walletId: uuid, amount: int }),
  asDocument: true,
  row: z.object({ outcome: z.enum(['done', 'repeated', 'too_few', 'unknown']), balance: int }),
});

/**
 * Grants credits that never expire, or corrects downwards; recorded with the reason in the same statement. Returns the spendable credits
 * afterwards. @throws Failure too_few_credits, not_found; nothing was changed then
 */
export async function adminCredit(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  change: CreditChange,
): Promise<{ balance: number }> {
  const { id, walletId, amount, reason } = change;
  const said = { id, walletId, amount, reason, operatorId: operator.userId, operatorEmail: operator.email };
  const { outcome, balance } = await repeatable(() => changeCredits.one(deps.db, said));
  switch (outcome) {
    case 'done':
    case 'repeated':
      return { balance };
    case 'too_few':
      throw tooFew(change, balance);
    case 'unknown':
      throw unknownWallet();
  }
}

const tooFew = ({ amount }: CreditChange, balance: number) =>
  new Failure('too_few_credits', {
    title: 'There are not so many',
    happened: `${credits(-amount)} cannot be taken: ${credits(balance)} can be spent. Nothing was changed.`,
    next: `Take ${credits(balance)} at most.`,
  });
