import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listAssets } from '#core/assets/list-assets.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import type { Deps } from '#core/deps.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { start as startPostgres } from '#sandbox/postgres/start.ts';
import { findTraces } from '#test/traces.ts';
import { startWorld } from '#test/world.ts';
import { migrate } from '../../prisma/migrate.ts';
import { type Backup, copyOfFolder, dumpOf } from './backup.ts';
import { type DrillPerson, give, makePerson } from './people.ts';

export interface Drilled {
  backups: Array<{
    how: string;
    /** How many of the erased person's words can be read in it, with the database alone. */
    wordsReadable: number;
    /** Of their address and their id in the chat. The address is not sealed, and leaves the backups after 35 days. */
    idsReadable: string[];
  }>;
  /** How many words there were to find. */
  words: number;
  /** Before the restored database served anybody. */
  erasedAgain: boolean;
  /** What the database that was restored and started still holds of the person. */
  left: string[];
  /** Whoever stayed reads all of theirs. */
  othersWhole: boolean;
  faultyWallets: number;
}

/**
 * Two people make pictures; a backup is made; one of them is erased; the backup is restored and started with today's keys. What does it show of
 * whoever was erased, and is the other's all there? In a folder of its own, with servers of its own.
 */
export async function drill(): Promise<Drilled> {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-drill-'));
  const env = {
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    KEYS_URL: `file:${join(folder, 'keys')}`,
    STORAGE_URL: `file:${join(folder, 'files')}`,
  };
  const [live, copy] = [join(folder, 'live'), join(folder, 'copy')];
  const backups: Backup[] = [];
  try {
    const [ada, grace] = await onDatabase(live, env, async (deps, url) => {
      const [one, other] = [await makePerson(deps), await makePerson(deps)];
      await give(deps, one, other);
      await give(deps, other, one);
      const dump = await dumpOf(url, join(folder, 'dump.sql'));
      if (dump) backups.push(dump);
      return [one, other] as const;
    });
    backups.push(await copyOfFolder(live, copy));
    await onDatabase(live, env, (deps) => erase(deps, ada));
    const ids = [ada.email, ada.chatUser.userId];
    const seen = await Promise.all(
      backups.map(async ({ how, holds }) => ({
        how,
        wordsReadable: (await found(ada.words, holds)).length,
        idsReadable: await found(ids, holds),
      })),
    );
    const after = await onDatabase(copy, env, async (deps, url) => ({
      erasedAgain: (await deps.db.user.count({ where: { id: ada.userId } })) === 0,
      left: await findTraces(url, join(folder, 'files'), [...ada.words, ...ids]),
      othersWhole: await isWhole(deps, grace),
      faultyWallets: (await findFaultyWallets(deps)).length,
    }));
    return { backups: seen, words: ada.words.length, ...after };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs UPixel on the database in that folder, which it makes at first. */
async function onDatabase<Result>(
  dataDir: string,
  env: Record<string, string>,
  work: (deps: Deps, url: string) => Promise<Result>,
): Promise<Result> {
  const server = await startPostgres({ dataDir });
  try {
    await migrate(server.url);
    const world = await startWorld(
      { url: server.url, close: async () => undefined },
      { roles: ['api', 'worker'], env },
    );
    try {
      return await work(world.deps, server.url);
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
}

/** As on day eight. */
async function erase(deps: Deps, { userId }: DrillPerson): Promise<void> {
  const wish = { erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null } as const;
  const { erasureId: id } = await beginDeletion(deps, wish);
  await deps.db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
  while ((await deps.db.erasure.findUniqueOrThrow({ where: { id } })).state !== 'done') await sleep(100);
}

async function found(words: readonly string[], holds: Backup['holds']): Promise<string[]> {
  const is = await Promise.all(words.map(holds));
  return words.filter((_, index) => is[index]);
}

async function isWhole(deps: Deps, { userId, words, picture }: DrillPerson): Promise<boolean> {
  const [asset] = await listAssets(deps, userId, { limit: 1 });
  const stored = asset && (await deps.db.asset.findUnique({ where: { id: asset.id } }));
  const bytes = stored && (await deps.storage.get(stored.storageKey));
  return asset !== undefined && words.includes(asset.prompt) && bytes?.equals(picture) === true;
}
