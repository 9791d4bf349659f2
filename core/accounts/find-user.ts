import { z } from 'zod';
import { flag, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const userRow = z.object({
  userId: uuid,
  walletId: uuid,
  email: text,
  /** Nothing new is made, bought or linked; what it has stays open to it. */
  isBlocked: flag,
  /** May do what operators do. */
  isOperator: flag,
});
export type User = z.infer<typeof userRow>;

/** An account and what it may do; undefined if it is gone. One statement, because each request of a page runs it. */
export const findUser = ({ db }: Pick<Deps, 'db'>, userId: string): Promise<User | undefined> =>
  sqlRow(db, userRow)`
    SELECT u.id AS "userId", u.wallet_id AS "walletId", u.email, u.blocked_at IS NOT NULL AND coalesce(u.blocked_until > now(), true) AS "isBlocked",
      EXISTS (SELECT FROM operators o WHERE o.user_id = u.id) AS "isOperator"
    FROM users u WHERE u.id = ${userId}::uuid`;
