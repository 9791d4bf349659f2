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

/** As `Block`, of somebody in chat who has no account. */
export interface GuestBlock extends Omit<Block, 'userId'> {
  identityId: string;
}

/** Blocks a guest in chat, or unblocks one; written down in the same statement. @throws Failure linked_identity, not_found */
export async function adminBlockGuest(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  wanted: GuestBlock,
): Promise<undefined> {
  const { blocked, ...block } = wanted;
  const row = JSON.stringify({
    ...block,
    kind: blocked ? 'block' : 'unblock',
    operatorId: operator.userId,
    operatorEmail: operator.email,
  });
  const [result] = await deps.db.$queryRaw<
    Array<{ outcome: 'done' | 'linked' | 'unknown' }>
  >`SELECT admin_block_guest(${row}::jsonb) AS outcome`;
  switch (result?.outcome) {
    case 'done':
      return undefined;
    case 'linked':
      throw linked();
    case 'unknown':
      throw unknownGuest();
    case undefined:
      throw new Error('admin_block_guest() answered nothing');
  }
}

const linked = () =>
  new Failure('linked_identity', {
    title: 'That is not a guest',
    happened: 'This chat identity is linked to an account. Nothing was changed.',
    next: 'Look the account up and block that.',
  });

const unknownGuest = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such guest. Nothing was changed.',
    next: 'Look the person up again.',
  });

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
