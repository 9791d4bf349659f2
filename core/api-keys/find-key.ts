import { z } from 'zod';
import { apiScopeNames } from '../contract/scopes.ts';
import { flag, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { hashApiKey, isApiKey } from './secret.ts';

const foundKey = z.object({
  id: uuid,
  scopes: z.array(z.enum(apiScopeNames)),
  userId: uuid,
  walletId: uuid,
  email: text,
  isBlocked: flag,
  /** The account is about to be deleted: until that is stopped, its keys open nothing. */
  isSuspended: flag,
});
export type FoundApiKey = z.infer<typeof foundKey>;

/**
 * Whose key that is, and what it may do; undefined if it is none, was revoked, or its time is over. That it was used is written down once a minute at
 * most. One statement, because each request runs it.
 */
export async function findApiKey({ db }: Pick<Deps, 'db'>, key: string): Promise<FoundApiKey | undefined> {
  if (!isApiKey(key)) return undefined;
  return sqlRow(db, foundKey)`
    WITH found AS (
      SELECT * FROM api_keys WHERE token_hash = ${hashApiKey(key)}::bytea AND coalesce(expires_at > now(), true)
    ), used AS (
      UPDATE api_keys k SET last_used_at = date_trunc('minute', now()) FROM found JOIN users o ON o.id = found.user_id
      WHERE k.id = found.id AND o.deletion_due_at IS NULL
        AND coalesce(found.last_used_at < now() - interval '1 minute', true))
    SELECT k.id, k.scopes, u.id AS "userId", u.wallet_id AS "walletId", u.email,
      u.blocked_at IS NOT NULL AND coalesce(u.blocked_until > now(), true) AS "isBlocked",
      u.deletion_due_at IS NOT NULL AS "isSuspended"
    FROM found k JOIN users u ON u.id = k.user_id`;
}
