import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { deleteChosenAssets } from '#core/assets/delete-assets.ts';
import { askedFor } from '#test/asked-for.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';
import { eraseOwn } from './erase.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());

/** An account for a person in chat, who has credits then. */
async function link(user: ChatUser): Promise<string> {
  await fund(world, user, 20);
  const { identityId, userId } = await identify(world.deps, user);
  if (userId) return userId;
  const { id } = await world.deps.db.user.create({ data: { id: randomUUID(), email: `${randomUUID()}@example.com` } });
  await world.deps.db.$queryRaw`SELECT outcome FROM link_identity(${identityId}::uuid, ${id}::uuid, 'Ada', NULL, NULL)`;
  return id;
}

const assetsOf = async (prompt: string) =>
  world.deps.db.asset.findMany({
    where: { generationId: { in: await askedFor(world.deps, prompt) } },
    orderBy: { position: 'asc' },
  });

/** A picture can be seen in chat a moment before it is written down that it came. */
const isWrittenDown = (prompt: string) =>
  vi.waitFor(
    async () => {
      const generationId = { in: await askedFor(world.deps, prompt) };
      expect(await world.deps.db.delivery.count({ where: { generationId, status: 'delivered' } })).toBe(1);
    },
    { timeout: 30_000 },
  );

/** What is left of the first picture and of the second. */
async function left(prompt: string) {
  const kept = await Promise.all(
    (await assetsOf(prompt)).map(async ({ storageKey, thumbnailKey, erasedAt }) => [
      await world.deps.storage.exists(storageKey),
      await world.deps.storage.exists(thumbnailKey),
      erasedAt !== null,
    ]),
  );
  return kept;
}
const goneAndKept = [
  [false, false, true],
  [true, true, false],
];

test('one of two pictures deleted on the web: the other stays in Discord and in the gallery', async () => {
  const ada = discordPerson(world);
  const userId = await link(ada.chatUser);
  await ada.imagine({ prompt: 'two foxes', count: 2 });
  const { message } = await ada.sees('both', ({ images }) => images.length === 2);
  await isWrittenDown('two foxes');
  const [first] = await assetsOf('two foxes');
  expect(await deleteChosenAssets(world.deps, { userId, ids: [first?.id ?? ''] })).toBe(1);
  const kept = await ada.sees('one', (look, each) => each.id === message.id && look.images.length === 1);
  expect(kept.message.attachments).toHaveLength(1);
  await vi.waitFor(async () => expect(await left('two foxes')).toEqual(goneAndKept), 30_000);

  const [, second] = await assetsOf('two foxes');
  await deleteChosenAssets(world.deps, { userId, ids: [second?.id ?? ''] });
  await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the message to go');
});

test('where Discord lets us change the message no more, it goes as a whole', async () => {
  const ada = discordPerson(world);
  const userId = await link(ada.chatUser);
  await ada.imagine({ prompt: 'two hens', count: 2 });
  const { message } = await ada.sees('both', ({ images }) => images.length === 2);
  await isWrittenDown('two hens');
  world.discord.faults.add({
    on: /^PATCH .*\/messages\//,
    do: {
      type: 'answer',
      status: 400,
      body: { code: 30046, message: 'Maximum number of edits to messages older than 1 hour reached.' },
    },
  });
  const [first] = await assetsOf('two hens');
  await deleteChosenAssets(world.deps, { userId, ids: [first?.id ?? ''] });
  await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the message to go');
  await vi.waitFor(async () => expect(await left('two hens')).toEqual(goneAndKept), 30_000);
});

test('the same in Slack, where the job was lost with the queue', async () => {
  const ada = slackPerson(world);
  await link(ada.chatUser);
  await ada.imagine('two owls --count 2');
  const { message } = await ada.sees('both', ({ images }) => images.length === 2);
  await isWrittenDown('two owls');
  const [first] = await assetsOf('two owls');
  const data = { deletedAt: new Date(Date.now() - 6_000) };
  await world.deps.db.asset.update({ where: { id: first?.id ?? '' }, data });
  await ada.sees('one', (look, each) => each.ts === message.ts && look.images.length === 1);
  await vi.waitFor(async () => expect(await left('two owls')).toEqual(goneAndKept), 30_000);
});

test('what /history has shown again elsewhere goes from both places', async () => {
  const ada = discordPerson(world);
  const userId = await link(ada.chatUser);
  await ada.imagine({ prompt: 'an old lighthouse' });
  const { message } = await ada.sees('the picture', ({ images }) => images.length === 1);
  await isWrittenDown('an old lighthouse');
  const elsewhere = discordPerson(world, { channel: 'art' });
  await elsewhere.run('history');
  const history = await elsewhere.sees('the history', ({ text }) => text.includes('an old lighthouse'));
  await elsewhere.postsHere(history.message);
  const again = await elsewhere.sees(
    'it again',
    ({ images }, { ephemeralFor }) => !ephemeralFor && images.length === 1,
  );
  await isWrittenDown('an old lighthouse');
  expect(ada.messages().some(({ id }) => id === message.id)).toBe(true);

  await deleteChosenAssets(world.deps, { userId, ids: (await assetsOf('an old lighthouse')).map(({ id }) => id) });
  await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the older to go');
  await ada.people.until(
    () => !elsewhere.messages().some(({ id }) => id === again.message.id),
    30_000,
    'the newer to go',
  );
});

test('asked for in Discord, shown again in Slack though the queue is away for a moment: it comes, and goes from both', async () => {
  const ada = discordPerson(world);
  const inSlack = slackPerson(world, { user: 1 });
  const userId = await link(ada.chatUser);
  const { identityId } = await identify(world.deps, inSlack.chatUser);
  await world.deps.db
    .$queryRaw`SELECT outcome FROM link_identity(${identityId}::uuid, ${userId}::uuid, 'Ada', NULL, NULL)`;
  await ada.imagine({ prompt: 'a traveling goose' });
  const { message } = await ada.sees('the picture', ({ images }) => images.length === 1);
  await isWrittenDown('a traveling goose');
  // The last job of its request has been asked for by then.
  await expect.poll(async () => (await assetsOf('a traveling goose'))[0]?.provenAt).toBeInstanceOf(Date);
  await inSlack.run('history');
  const history = await inSlack.sees('the history', ({ text }) => text.includes('a traveling goose'));
  const away = vi.spyOn(world.deps.queues, 'enqueue').mockRejectedValueOnce(new Error('Connection is closed.'));
  await inSlack.postsHere(history.message);
  const again = await inSlack.sees('it again', ({ images }, { ephemeralFor }) => !ephemeralFor && images.length === 1);
  await isWrittenDown('a traveling goose');
  expect(away.mock.calls[0]?.[0]).toBe('deliver');
  expect(inSlack.messages().some((each) => /not carried out/.test(inSlack.look(each).text))).toBe(false);

  // Discord does not answer for a while, which keeps nothing in Slack.
  world.discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 1_000 });
  const ids = (await assetsOf('a traveling goose')).map(({ id }) => id);
  const aways = vi.spyOn(world.deps.queues, 'enqueueMany').mockRejectedValueOnce(new Error('Connection is closed.'));
  expect(await deleteChosenAssets(world.deps, { userId, ids })).toBe(1);
  const data = { deletedAt: new Date(Date.now() - 6_000) };
  await world.deps.db.asset.updateMany({ where: { id: { in: ids } }, data });
  await inSlack.people.until(
    () => !inSlack.messages().some(({ ts }) => ts === again.message.ts),
    30_000,
    'the newer to go',
  );
  await vi.waitFor(async () => expect((await assetsOf('a traveling goose'))[0]?.eraseAfter).not.toBeNull(), {
    timeout: 30_000,
    interval: 50,
  });
  world.discord.faults.clear();
  await world.deps.db.asset.updateMany({ where: { id: { in: ids } }, data: { eraseAfter: new Date() } });
  await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the older to go');
  away.mockRestore();
  aways.mockRestore();
});

test('what is deleted while it is on its way to chat is taken away when it arrives', async () => {
  const ada = discordPerson(world);
  const userId = await link(ada.chatUser);
  world.discord.faults.add({ on: /^PATCH /, do: { type: 'slow', ms: 1_000 }, times: 2 });
  await ada.imagine({ prompt: 'two bears', count: 2 });
  const delivery = async () =>
    world.deps.db.delivery.findFirst({ where: { generationId: { in: await askedFor(world.deps, 'two bears') } } });
  const first = await vi.waitUntil(
    async () => ((await delivery())?.leaseUntil ? (await assetsOf('two bears'))[0] : undefined),
    { timeout: 30_000, interval: 10 },
  );
  await deleteChosenAssets(world.deps, { userId, ids: [first.id] });
  await vi.waitUntil(async () => (await delivery())?.status === 'delivered', { timeout: 30_000 });
  await vi.waitFor(async () => expect(await left('two bears')).toEqual(goneAndKept), 30_000);
  await ada.sees('the other', ({ text, images }) => text.includes('two bears') && images.length === 1);
  world.discord.faults.clear();
});

test('the progress of a linked person’s request is kept for their pages', async () => {
  const ada = discordPerson(world);
  await link(ada.chatUser);
  await ada.imagine({ prompt: 'a slow fox' }); // takes 20 s
  const progress = async () =>
    (await world.deps.db.generation.findFirst({ where: { id: { in: await askedFor(world.deps, 'a slow fox') } } }))
      ?.progress ?? 0;
  await vi.waitUntil(async () => (await progress()) > 0, { timeout: 30_000 });
  expect(await progress()).toBeLessThanOrEqual(1);
});

test('a picture that no request made goes from the store, also once the store is back', async () => {
  const { deps } = world;
  const userId = await link(discordPerson(world).chatUser);
  const [fox, owl] = [
    await buildOwnPicture(deps, { userId }, { title: 'a fox' }),
    await buildOwnPicture(deps, { userId }, { title: 'an owl' }),
  ];
  const there = async ({ storageKey, thumbnailKey, largeThumbnailKey }: typeof fox) =>
    Promise.all([storageKey, thumbnailKey, largeThumbnailKey].map((key) => deps.storage.exists(key)));
  const row = (id: string) => deps.db.asset.findUniqueOrThrow({ where: { id } });
  expect(await deleteChosenAssets(deps, { userId, ids: [fox.id] })).toBe(1);
  await vi.waitFor(async () => expect((await row(fox.id)).erasedAt).not.toBeNull(), 30_000);
  expect([await there(fox), await there(owl)]).toEqual([
    [false, false, false],
    [true, true, true],
  ]);

  await deps.db.asset.update({ where: { id: owl.id }, data: { deletedAt: new Date() } });
  const broken = {
    ...deps,
    storage: { ...deps.storage, delete: () => Promise.reject(new Error('the store is away')) },
  };
  await eraseOwn(broken, { assetId: owl.id });
  expect(await row(owl.id)).toMatchObject({ erasedAt: null, eraseAfter: expect.any(Date) });
  await eraseOwn(deps, { assetId: owl.id });
  expect((await row(owl.id)).erasedAt).not.toBeNull();
  expect(await there(owl)).toEqual([false, false, false]);
});
