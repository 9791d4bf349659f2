import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { bytes, text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { createSeal } from '../seal.ts';
import { close, open, openWithAny } from './aead.ts';
import { check, secretNames } from './prepare.ts';

type RotateDeps = Pick<Deps, 'db' | 'keyStorage' | 'wrappingKeys'>;

export interface Rotated {
  /** Keys and secrets in the key store that were wrapped anew. */
  keys: number;
  /** Tokens and mails in the database that were sealed anew. */
  rows: number;
}

/**
 * Wraps and seals anew, with ENCRYPTION_KEY, what the other key wrapped. Interrupted, it is run again; nothing is wrapped twice.
 * @throws Error if neither key opens something; StorageError unavailable
 */
export async function rotateKeys(deps: RotateDeps): Promise<Rotated> {
  // The check value last: it says that everything else is done.
  const keys = (await rewrapPeoples(deps)) + (await rewrapAll(deps, secretNames));
  const rows = await resealRows(deps);
  return { keys: keys + (await rewrapAll(deps, [check.name])), rows };
}

const atOnce = 500;

async function rewrapPeoples(deps: RotateDeps): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const page = await deps.keyStorage.list('keys/', { after, most: atOnce });
    count += await rewrapAll(
      deps,
      page.map(({ key }) => key),
    );
    const last = page.at(-1);
    if (!last || page.length < atOnce) return count;
    after = last.key;
  }
}

async function rewrapAll({ keyStorage, wrappingKeys }: RotateDeps, names: readonly string[]): Promise<number> {
  let count = 0;
  for (const name of names) {
    const wrapped = await keyStorage.get(name);
    if (opensWith(wrappingKeys[0], wrapped, name)) continue;
    const secret = openOrSay(wrappingKeys, wrapped, name);
    await keyStorage.put(name, close(wrappingKeys[0], secret, name), { contentType: 'application/octet-stream' });
    count++;
  }
  return count;
}

function openOrSay(keys: RotateDeps['wrappingKeys'], wrapped: Buffer, name: string): Buffer {
  try {
    return openWithAny(keys, wrapped, name);
  } catch (cause) {
    const none =
      keys.length > 1 ? 'neither ENCRYPTION_KEY nor ENCRYPTION_KEY_OTHER opens' : 'ENCRYPTION_KEY does not open';
    throw new Error(
      `In the key store, ${none} ${name}. Set ENCRYPTION_KEY_OTHER to the key that was in use before, and run this again: nothing is lost, and what was done stays done.`,
      { cause },
    );
  }
}

function opensWith(key: Buffer, wrapped: Buffer, name: string): boolean {
  try {
    open(key, wrapped, name);
    return true;
  } catch {
    return false;
  }
}

/** What is sealed with ENCRYPTION_KEY itself (core/seal.ts). */
const sealedColumns = [
  ['workspaces', 'bot_token'],
  ['reply_targets', 'reply_token'],
  ['mails', 'sealed'],
  ['erasures', 'told'],
  ['erasure_steps', 'sealed'],
] as const;

const sealedRow = z.object({ id: text, sealed: bytes });

async function resealRows({ db, wrappingKeys }: RotateDeps): Promise<number> {
  const [now, all] = [createSeal(wrappingKeys[0]), createSeal(...wrappingKeys)];
  let count = 0;
  for (const [table, column] of sealedColumns.map((names) => names.map((name) => Prisma.raw(name)))) {
    if (!table || !column) continue;
    const rows = await sqlRows(
      db,
      sealedRow,
    )`SELECT id::text, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`;
    for (const { id, sealed } of rows) {
      const fresh = resealed(now, all, sealed);
      if (!fresh) continue;
      count += await db.$executeRaw`
        UPDATE ${table} SET ${column} = ${fresh} WHERE id = ${id}::uuid AND ${column} = ${new Uint8Array(sealed)}`;
    }
  }
  return count;
}

type Seals = ReturnType<typeof createSeal>;

/** Undefined if it is sealed with the new key already, or with neither: a secret that was lost before stays lost. */
function resealed(now: Seals, all: Seals, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  try {
    now.open(sealed);
    return undefined;
  } catch {
    try {
      return new Uint8Array(now.close(all.open(sealed)));
    } catch {
      return undefined;
    }
  }
}
