import { randomBytes } from 'node:crypto';
import { createRules } from '#core/abuse/rules.ts';
import type { Database } from '#core/database/client.ts';
import { close } from '#core/keys/aead.ts';
import { checkName, createKeyStore } from '#core/keys/key-store.ts';
import { createKeys } from '#core/keys/keys.ts';
import { secretNames } from '#core/keys/prepare.ts';
import { createSecrets } from '#core/keys/secrets.ts';
import { createLog } from '#core/log.ts';
import { createMetrics } from '#core/metrics/metrics.ts';
import { memoryStorage } from './memory-storage.ts';

/** What functions need that read or write people's words, with a key store of its own in memory. */
export function testKeys(db: Database, wrappingKey: Buffer = randomBytes(32), memory = memoryStorage()) {
  const [log, metrics] = [createLog('silent'), createMetrics()];
  const store = createKeyStore(memory.storage, [wrappingKey]);
  const secret = createSecrets(memory.storage, [wrappingKey]);
  for (const name of [checkName, ...secretNames]) memory.files.set(name, close(wrappingKey, randomBytes(32), name));
  return { ...memory, wrappingKey, log, metrics, store, keys: createKeys({ db, log, metrics }, store, secret), secret };
}

/** With the usual limits. */
export const testRules = (db: Database) => createRules({ db }, usual);
const usual = { unpaid: { perDay: 2_000, perWorkspace: 200 }, privacyContact: 'privacy@example.com' };
const made = new WeakMap<Database, ReturnType<typeof testKeys>>();

/** Adds the keys, the same ones for a database however often it is asked. */
export function withKeys<Given extends { db: Database }>(given: Given) {
  const keys = made.get(given.db) ?? testKeys(given.db);
  made.set(given.db, keys);
  return { ...given, keys: keys.keys, log: keys.log, rules: testRules(given.db) };
}
