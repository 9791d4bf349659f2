import { z } from 'zod';
import { apiScopeNames } from '../contract/scopes.ts';
import { flag, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';

const keyRow = z.object({
  id: uuid,
  name: storedText,
  ending: text,
  scopes: z.array(z.enum(apiScopeNames)),
  createdAt: time,
  lastUsedAt: time.nullable(),
  expiresAt: time.nullable(),
  hasEnded: flag,
});
export type ApiKeyRow = Opened<z.infer<typeof keyRow>, 'name'>;

/** An account's keys, newest first; only one of them if an id is given. */
export async function listApiKeys(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id = null }: { userId: string; id?: string | null },
): Promise<ApiKeyRow[]> {
  const rows = await sqlRows(deps.db, keyRow)`
    SELECT k.id, stored_text(k.name, k.name_sealed) AS name, k.ending, k.scopes, k.created_at AS "createdAt",
      k.last_used_at AS "lastUsedAt", k.expires_at AS "expiresAt", coalesce(k.expires_at <= now(), false) AS "hasEnded"
    FROM api_keys k WHERE k.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR k.id = ${id}::uuid)
    ORDER BY k.created_at DESC, k.id DESC`;
  return openFields(deps, rows, 'name');
}
