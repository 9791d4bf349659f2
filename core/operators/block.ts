import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Operator } from './operator.ts';

/** `id` is the action's own: the same one twice is done once. */
export interface Block {
  id: string;
  userId: string;
  blocked: boolean;
  reason: string;
}

/** Blocks an account, which signs it out everywhere, or unblocks it; written down in the same statement. @throws Failure own_account, not_found */
export async function adminBlock(deps: Pick<Deps, 'db'>, operator: Operator, wanted: Block): Promise<undefined> {
  const { blocked, ...block } = wanted;
  if (block.userId === operator.userId) throw ownAccount();
  const row = JSON.stringify({
    ...block,
    kind: blocked ? 'block' : 'unblock',
    operatorId: operator.userId,
    operatorEmail: operator.email,
  });
  const [result] = await deps.db.$queryRaw<Array<{ found: boolean }>>`SELECT admin_block(${row}::jsonb) AS found`;
  if (!result?.found) throw unknownAccount();
  return undefined;
}

const ownAccount = () =>
  new Failure('own_account', {
    title: 'That is your own account',
    happened: 'Blocked, you could not unblock it again. Nothing was changed.',
    next: 'Ask another operator.',
  });

const unknownAccount = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such account. Nothing was changed.',
    next: 'Look the person up again.',
  });
