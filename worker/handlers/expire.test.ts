import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { expire } from './expire.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

test('what a killed worker left half-written in the store goes with the credits past their time', async () => {
  const incoming = join(world.deps.config.storageUrl.replace('file:', ''), '.incoming');
  await mkdir(incoming, { recursive: true });
  const left = join(incoming, 'left');
  await writeFile(left, 'half a pict');
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(left, hourAgo, hourAgo);
  await expire(world.deps);
  expect(await readdir(incoming)).toEqual([]);
});

test('a checkout of which no page is known is ended a day later, so that it is in nobody’s way', async () => {
  const { userId, walletId } = await buildUser(world.deps);
  const begun = { userId, walletId, kind: 'pack', item: '500', credits: 500, amount: 500, currency: 'usd' } as const;
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  const rows = [
    { ...begun, id: randomUUID(), createdAt: dayAgo },
    { ...begun, id: randomUUID(), createdAt: dayAgo, sessionId: 'cs_1' },
    { ...begun, id: randomUUID() },
  ];
  await world.deps.db.checkout.createMany({ data: rows });
  await expire(world.deps);
  const statusOf = async ({ id }: { id: string }) =>
    (await world.deps.db.checkout.findUniqueOrThrow({ where: { id } })).status;
  expect(await Promise.all(rows.map(statusOf))).toEqual(['expired', 'open', 'open']);
});

test('what counted tries goes once its window is over, and no earlier', async () => {
  const { rateLimiterFlexible } = world.deps.db;
  const from = (key: string, ms: number) => ({ key, points: 1, expire: new Date(Date.now() + ms) });
  await rateLimiterFlexible.createMany({ data: [from('over', -60_000), from('under way', 60_000)] });
  await expire(world.deps);
  expect(await rateLimiterFlexible.findMany({ select: { key: true } })).toEqual([{ key: 'under way' }]);
});

test('a reply token goes once the chat takes no answer by it any more, and no earlier', async () => {
  const { replyTarget } = world.deps.db;
  const replyToken = new Uint8Array([1]);
  const until = (ms: number) => ({
    ...{ platform: 'discord' as const, channelId: '1', userId: '2', replyToken },
    replyExpiresAt: new Date(Date.now() + ms),
  });
  await replyTarget.createMany({ data: [until(-60_000), until(60_000)] });
  await expire(world.deps);
  const left = await replyTarget.findMany({ orderBy: { replyExpiresAt: 'asc' }, select: { replyToken: true } });
  expect(left).toEqual([{ replyToken: null }, { replyToken }]);
});
