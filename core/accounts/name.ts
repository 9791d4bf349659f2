import { z } from 'zod';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealWords, type WordsForRow } from '../keys/seal-words.ts';
import { openText, storedText, storedTextOf } from '../keys/stored-text.ts';

const nameRow = z.object({ name: storedText });

/** What an account's owner chose to be called; empty if nothing, or if it is gone. @throws StorageError unavailable, if the key store is away */
export async function readAccountName(deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string): Promise<string> {
  const row = await sqlRow(deps.db, nameRow)`
    SELECT stored_text(u.name, u.name_sealed) AS name FROM users u WHERE u.id = ${userId}::uuid`;
  return row ? openText(deps, row.name) : '';
}

/** The name in an account's row. @throws StorageError unavailable, if the key store is away */
export const openAccountName = (
  deps: Pick<Deps, 'keys' | 'log'>,
  { name, nameSealed }: { name: string; nameSealed: Uint8Array | null },
): Promise<string> => openText(deps, storedTextOf(name, nameSealed));

/** @throws StorageError unavailable, if the key store is away; Error if the account is gone */
export async function renameAccount(deps: Pick<Deps, 'db' | 'keys'>, userId: string, name: string): Promise<void> {
  const { readable, sealed } = await wordsOf(deps, userId, name);
  await deps.db.user.update({ where: { id: userId }, data: { name: readable, nameSealed: sealed } });
}

/** Readable until names of accounts are sealed, which came some versions after other words (core/keys/sealing.ts). */
async function wordsOf(deps: Pick<Deps, 'keys'>, userId: string, name: string): Promise<WordsForRow> {
  return (await deps.keys.sealing('accounts')) ? sealWords(deps, { userId }, name) : { readable: name, sealed: null };
}
