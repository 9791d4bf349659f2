import { z } from 'zod';
import { ErasureKind } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { backupDays } from '../backups.ts';
import type { Erased } from './person.ts';

/**
 * Who was erased, by keyed hashes alone, outside the database: so that a copy of the database that is older than an erasure cannot bring somebody
 * back. It lies in the key store, one file for each erasure.
 */
const prefix = 'erased/';
const contentType = 'application/json';

const entry = z.object({
  version: z.literal(1),
  kind: z.enum(ErasureKind),
  /** Keyed hash of the account's, the identity's or the workspace's id, in hexadecimal digits. */
  subject: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ListedErasure = z.infer<typeof entry> & { erasureId: string };

export async function subjectOf({ keys }: Pick<Deps, 'keys'>, erased: Erased): Promise<string> {
  return Buffer.from(await keys.lookup(...named(erased))).toString('hex');
}

function named(erased: Erased): [kind: string, id: string] {
  switch (erased.kind) {
    case 'account':
      return ['erased account', erased.userId];
    case 'guest':
    case 'identity':
      return ['erased identity', erased.identityId];
    case 'workspace':
      return ['erased workspace', erased.workspaceId];
  }
}

/** Adds an erasure; adding it again changes nothing. @throws StorageError unavailable */
export const listErasure = (
  { keyStorage }: Pick<Deps, 'keyStorage'>,
  { erasureId, kind, subject }: Omit<ListedErasure, 'version'>,
): Promise<void> =>
  keyStorage.put(`erased/${erasureId}`, Buffer.from(JSON.stringify({ version: 1, kind, subject })), { contentType });

const atOnce = 1_000;

/** Longer than any backup lives: who restores the oldest one may take some days over it. */
export const listedDays = backupDays + 14;
const dayMs = 24 * 60 * 60_000;

/** Takes entries off that no backup needs any more; returns how many. @throws StorageError unavailable */
export async function shortenErasedList({ keyStorage }: Pick<Deps, 'keyStorage'>): Promise<number> {
  const before = Date.now() - listedDays * dayMs;
  let count = 0;
  for (let after = prefix; ; ) {
    const page = await keyStorage.list(prefix, { after, most: atOnce });
    const past = page.filter(({ storedAt }) => storedAt.getTime() < before).map(({ key }) => key);
    await keyStorage.delete(past);
    count += past.length;
    const last = page.at(-1);
    if (!last || page.length < atOnce) return count;
    after = last.key;
  }
}

/** The ids of all erasures on the list. @throws StorageError unavailable */
export async function listedErasures({ keyStorage }: Pick<Deps, 'keyStorage'>): Promise<string[]> {
  const ids: string[] = [];
  for (let after = prefix; ; ) {
    const page = await keyStorage.list(prefix, { after, most: atOnce });
    ids.push(...page.map(({ key }) => key.slice(prefix.length)));
    const last = page.at(-1);
    if (!last || page.length < atOnce) return ids;
    after = last.key;
  }
}

export async function readListed({ keyStorage }: Pick<Deps, 'keyStorage'>, erasureId: string): Promise<ListedErasure> {
  const bytes = await keyStorage.get(`${prefix}${erasureId}`);
  return { erasureId, ...entry.parse(JSON.parse(bytes.toString())) };
}
