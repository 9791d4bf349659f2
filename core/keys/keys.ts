import { z } from 'zod';
import type { Database } from '../database/client.ts';
import { flag, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { remembered } from '../remembered.ts';
import { type DataKey, dataKey } from './data-key.ts';
import type { KeyStore } from './key-store.ts';
import { createLookup, type Lookup } from './lookup.ts';
import { createSealing, type IsSealing } from './sealing.ts';
import type { ReadSecret } from './secrets.ts';

/** Whose key it is: a person in a chat or by their account, or a workspace. A linked identity's key is its account's. */
export type KeyOwner =
  | { identityId: string | null; userId?: string | null }
  | { identityId?: string | null; userId: string | null }
  | { workspaceId: string };

export interface Keys extends IsSealing {
  /**
   * The key that seals what this owner adds; made at first use, and another one if the store has lost it. @throws StorageError unavailable; Error if
   * there is no such owner
   */
  of(owner: KeyOwner): Promise<DataKey>;
  /** The id of a person's current key, which a statement brought along: it need not be asked for now. Null: they have none yet. */
  note(owner: Exclude<KeyOwner, { workspaceId: string }>, id: string | null): void;
  /**
   * Makes a key of nobody yet. The statement that writes its first row gives it its owner; if that did not come to be, it is destroyed.
   * @throws StorageError unavailable
   */
  make(): Promise<DataKey>;
  /** See lookup.ts. */
  lookup: Lookup;
  /** A secret of the service itself. */
  secret: ReadSecret;
  /** The key of this id; undefined if it was destroyed, or is lost. @throws StorageError unavailable */
  byId(id: string): Promise<DataKey | undefined>;
  /** Destroys keys for good, so that no copy of what they sealed can be read, backups included. Other processes forget them within a minute. */
  destroy(ids: readonly string[]): Promise<void>;
}

/** How long a process may use a key after it was destroyed. */
const keepMs = 60_000;
/** How long which key is a guest's. */
const guestMs = 250;
/** Maximum number of keys remembered, so that memory stays bounded. */
const most = 5_000;

/** It was destroyed, or is lost, or there is no such owner. Not remembered. */
class NoKey extends Error {
  override readonly name = 'NoKey';

  constructor() {
    super('Its owner has no key: it is lost, or there is no such owner');
  }
}

function noneIfGone(error: unknown): undefined {
  if (!(error instanceof NoKey)) throw error;
}

const owners = z.object({ userId: uuid.nullable(), identityId: uuid.nullable(), workspaceId: uuid.nullable() });
const currentKey = sqlFunction({ name: 'current_data_key', args: owners, row: uuid.nullable() });
const addKey = sqlFunction({
  name: 'add_data_key',
  args: z.object({ id: uuid, ...owners.shape }),
  row: uuid.nullable(),
});

const replaceKey = sqlFunction({
  name: 'replace_data_key',
  args: z.object({ lostId: uuid, id: uuid }),
  row: flag,
});

/**
 * A chat tells name and id of a workspace again and again. The name is compared by its hash: without one the next is written, with another key; so is the
 * id where there is none (core/teams/add-workspaces.ts).
 */
const letGoOfLost = (db: Database, lostId: string) => db.$executeRaw`
  UPDATE workspaces SET
    name_hash = CASE WHEN substring(name_sealed FROM 2 FOR 16) = uuid_send(${lostId}::uuid) THEN NULL ELSE name_hash END,
    external_id_sealed = CASE WHEN substring(external_id_sealed FROM 2 FOR 16) = uuid_send(${lostId}::uuid) THEN NULL ELSE external_id_sealed END
  WHERE id = (SELECT workspace_id FROM data_keys WHERE id = ${lostId}::uuid)`;

export function createKeys(
  deps: { db: Database; log: Logger; metrics: Metrics },
  store: KeyStore,
  secret: ReadSecret,
): Keys {
  const known = remembered(
    async (id): Promise<DataKey> => {
      const secret = await store.read(id);
      if (secret) return dataKey(id, secret);
      // One that was destroyed has no row.
      if (await deps.db.dataKey.findUnique({ where: { id }, select: { id: true } })) {
        deps.log.error({ keyId: id }, 'a key is lost: what it sealed can no longer be read');
        deps.metrics.count('operatorNeeded', { cause: 'key_lost' });
        await letGoOfLost(deps.db, id);
      }
      throw new NoKey();
    },
    { keepMs, most },
  );
  async function makeFor(whose: z.input<typeof owners>): Promise<string | null> {
    const { id } = await store.make();
    const current = await addKey.one(deps.db, { id, ...whose });
    // Another process was first, or there is no such owner. If this fails, a key that seals nothing stays in the store.
    if (current !== id) await store.destroy([id]);
    return current;
  }
  async function currentOf(whose: z.input<typeof owners>): Promise<string> {
    const id = (await currentKey.one(deps.db, whose)) ?? (await makeFor(whose));
    if (id === null) throw new NoKey();
    return id;
  }
  /** What a lost key sealed stays lost; its owner goes on with another. One that was destroyed has no row, and no other. */
  async function makeInstead(lostId: string, whose: z.input<typeof owners>): Promise<DataKey> {
    const { id } = await store.make();
    const isOurs = await replaceKey.one(deps.db, { lostId, id });
    if (!isOurs) await store.destroy([id]);
    remember(whose).forget(JSON.stringify(whose));
    return known(await currentOf(whose));
  }
  // The id alone: a key that was destroyed is not remembered for longer by way of its owner.
  const current = remembered((asked) => currentOf(JSON.parse(asked)), { keepMs, most });
  // A guest's key becomes their account's, and after an unlinking they begin with a new one: remembered for the statements of one request.
  const guests = remembered((asked) => currentOf(JSON.parse(asked)), { keepMs: guestMs, most });
  const remember = (whose: z.input<typeof owners>) => (whose.userId === null ? guests : current);
  return {
    async of(owner) {
      const whose = asArguments(owner);
      // A workspace outlives its keys, and seals rarely: it is asked each time, so that nothing is sealed with one that was just destroyed.
      const id = await ('workspaceId' in owner ? currentOf(whose) : remember(whose)(JSON.stringify(whose)));
      return (await known(id).catch(noneIfGone)) ?? makeInstead(id, whose);
    },
    note(owner, id) {
      const whose = asArguments(owner);
      if (id !== null) remember(whose).note(JSON.stringify(whose), id);
    },
    async make() {
      const { id, secret } = await store.make();
      return dataKey(id, secret);
    },
    ...createSealing(deps.db),
    lookup: createLookup(secret),
    secret,
    byId: (id) => known(id).catch(noneIfGone),
    async destroy(ids) {
      await store.destroy(ids);
      for (const id of ids) known.forget(id);
    },
  };
}

/** The account, if it is known, says it without the identity: it is then remembered once for all of its identities. */
function asArguments(owner: KeyOwner): z.input<typeof owners> {
  const none = { userId: null, identityId: null, workspaceId: null };
  if ('workspaceId' in owner) return { ...none, workspaceId: owner.workspaceId };
  if (owner.userId) return { ...none, userId: owner.userId };
  return { ...none, identityId: owner.identityId ?? null };
}
