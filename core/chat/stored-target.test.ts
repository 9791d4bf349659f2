import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { testKeys, testRules } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { noteMessage } from '../generations/delivery.ts';
import { requestGeneration } from '../generations/request.ts';
import { sealSomeRows } from '../keys/seal-rows.ts';
import { createSeal } from '../seal.ts';
import { targetOfRow } from './stored-target.ts';
import type { ReplyTarget } from './target.ts';

let database: TestDatabase;
let db: Database;
let deps: ReturnType<typeof testKeys> & {
  db: Database;
  seal: ReturnType<typeof createSeal>;
  rules: ReturnType<typeof testRules>;
};
/** As long as an operator has not said that the update is everywhere. */
let beforehand: typeof deps;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
  deps = { db, ...testKeys(db), seal: createSeal(randomBytes(32)), rules: testRules(db) };
  beforehand = { ...deps, keys: { ...deps.keys, sealing: async () => false } };
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const target: ReplyTarget = {
  ...{ platform: 'slack', workspaceId: 'T1', channelId: 'C0123456', threadId: '1700.42', userId: 'U0123456' },
  fileLimit: 1,
};

async function asked(by: typeof deps) {
  const { identityId } = await buildGuest(by);
  const generation = await requestGeneration(by, buildRequest(identityId, { target }));
  return generation?.id ?? '';
}
const rowOf = async (generationId: string) =>
  (await db.delivery.findUniqueOrThrow({ where: { generationId }, include: { target: true } })).target ?? fail();
const fail = (): never => {
  throw new Error('it has a target');
};
/** Everything of the target and its delivery that the database alone shows, the columns of older versions included. */
const shown = async (generationId: string) => {
  const rows = await db.$queryRaw<Array<{ row: string }>>`
    SELECT row_to_json(r)::text || row_to_json(d)::text AS row FROM deliveries d JOIN reply_targets r ON r.id = d.target_id
    WHERE d.generation_id = ${generationId}::uuid`;
  return rows[0]?.row ?? '';
};

test('where somebody asked lies sealed with their key; older rows are read as they are, then sealed, and read as before', async () => {
  const [now, before] = [await asked(deps), await asked(beforehand)];
  expect(await shown(before)).toMatch(/T1.*C0123456.*1700\.42.*U0123456/);
  expect(await targetOfRow(deps, await rowOf(before))).toEqual(target);
  await sealSomeRows(deps, 'all');
  for (const id of [now, before]) {
    expect(await shown(id)).not.toMatch(/"T1"|C0123456|1700\.42|U0123456/);
    expect(await targetOfRow(deps, await rowOf(id))).toEqual(target);
  }
});

test('a status that is shown elsewhere moves its target, in both forms; one that is there already does not', async () => {
  const { threadId: _none, ...direct } = { ...target, channelId: 'D0123456' };
  for (const by of [deps, beforehand]) {
    const id = await asked(by);
    await noteMessage(by, id, { messageId: '1', channelId: target.channelId });
    expect(await targetOfRow(deps, await rowOf(id))).toEqual(target);
    await db.delivery.update({ where: { generationId: id }, data: { messageId: null } });
    await noteMessage(by, id, { messageId: '1', channelId: 'D0123456' });
    expect(await targetOfRow(deps, await rowOf(id))).toEqual(direct);
  }
});
