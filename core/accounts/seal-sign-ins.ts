import { z } from 'zod';
import { platform, text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { readableSignIn } from '../keys/sealed-columns.ts';
import { chatUserOf } from './chat-user.ts';
import { chatUserHash } from './chat-user-hash.ts';
import { hashSignIn } from './sign-in-id.ts';

const batch = 200;

const readableRow = z.object({ by: platform, chatId: text });

/** Makes the ids of some ways to sign in that are still readable keyed hashes. Returns how many; 0 if none are left. */
export async function sealSomeSignIns(deps: Pick<Deps, 'db' | 'keys'>): Promise<number> {
  if (!(await deps.keys.sealing('accounts'))) return 0;
  const rows = await sqlRows(deps.db, readableRow)`
    SELECT provider_id AS by, account_id AS "chatId" FROM accounts WHERE ${readableSignIn} LIMIT ${batch}::int`;
  for (const row of rows) {
    const user = chatUserOf(row);
    await hashSignIn(deps, user, await chatUserHash(deps, user));
  }
  return rows.length;
}
