import { z } from 'zod';
import { flag, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { actedBy, type Operator } from './operator.ts';

/** `id` is the action's own: repeating it has no effect. */
export interface Block {
  id: string;
  userId: string;
  blocked: boolean;
  /** It ends by itself after so many days; without, an operator ends it. */
  days?: number | undefined;
  reason: string;
}

const kind = z.enum(['block', 'unblock']);
const dayMs = 24 * 60 * 60_000;
/** When a block of so many days ends, as text; null: an operator ends it. */
export const untilOf = ({ days }: Pick<Block, 'days'>) =>
  days === undefined ? null : new Date(Date.now() + days * dayMs).toISOString();

const block = sqlFunction({
  name: 'admin_block',
  args: actedBy.extend({ kind, userId: uuid, until: text.nullable() }),
  asDocument: true,
  row: flag,
});

/** Blocks an account, or unblocks it; recorded in the same statement. @throws Failure own_account, not_found */
export async function adminBlock(deps: Pick<Deps, 'db'>, operator: Operator, wanted: Block): Promise<undefined> {
  const { blocked, id, userId, reason } = wanted;
  if (userId === operator.userId) throw ownAccount();
  const isFound = await block.one(deps.db, {
    ...{ id, userId, reason, until: untilOf(wanted) },
    kind: blocked ? 'block' : 'unblock',
    operatorId: operator.userId,
    operatorEmail: operator.email,
  });
  if (!isFound) throw unknownAccount();
  return undefined;
}

/** Like `Block`, for somebody in chat who has no account. */
export interface GuestBlock extends Omit<Block, 'userId'> {
  identityId: string;
}

const blockGuest = sqlFunction({
  name: 'admin_block_guest',
  args: actedBy.extend({ kind, identityId: uuid, until: text.nullable() }),
  asDocument: true,
  row: z.enum(['done', 'linked', 'unknown']),
});

/** Blocks a guest in chat, or unblocks one; recorded in the same statement. @throws Failure linked_identity, not_found */
export async function adminBlockGuest(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  wanted: GuestBlock,
): Promise<undefined> {
  const { blocked, id, identityId, reason } = wanted;
  const outcome = await blockGuest.one(deps.db, {
    ...{ id, identityId, reason, until: untilOf(wanted) },
    kind: blocked ? 'block' : 'unblock',
    operatorId: operator.userId,
    operatorEmail: operator.email,
  });
  switch (outcome) {
    case 'done':
      return undefined;
    case 'linked':
      throw linked();
    case 'unknown':
      throw unknownGuest();
  }
  outcome satisfies never;
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
