import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { webPerson } from '#test/account-person.ts';
import { askedFor } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { linkChat } from '#test/link-chat.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';
import { createProven } from '../proven.ts';
import { createQuiet } from '../quiet.ts';
import { prove } from './prove.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent' });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const balanceOf = async (person: { chatUser: Parameters<typeof identify>[1] }) =>
  (await identify(world.deps, person.chatUser)).balance;
const assetsOf = async (prompt: string) => {
  const [id = ''] = await askedFor(world.deps, prompt);
  return world.deps.db.asset.findMany({ where: { generationId: id }, orderBy: { position: 'asc' } });
};

/** So old that the sweep, which may come at any time, leaves it alone. */
const unproven = { provenAt: null, createdAt: new Date(Date.now() - 2 * 24 * 60 * 60_000) };

test('a picture is posted before it is decoded, and its thumbnail comes afterwards', async () => {
  const web = webPerson(world);
  await web.register('ada@example.com');
  const ada = discordPerson(world);
  await linkChat(web, ada);
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'a quick newt' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const [asset] = await vi.waitFor(async () => {
    const found = await assetsOf('a quick newt');
    expect(found.map(({ provenAt }) => provenAt !== null)).toEqual([true]);
    return found;
  }, 30_000);
  const cookie = [...web.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const look = () =>
    fetch(`${world.deps.config.publicUrl}/files/assets/${asset?.id}/thumbnail`, { headers: { cookie } });
  expect((await look()).headers.get('content-type')).toBe('image/webp');
  // So it does while it is only to be noted that it is there.
  await world.deps.db.asset.update({ where: { id: asset?.id ?? '' }, data: unproven });
  expect((await look()).headers.get('content-type')).toBe('image/webp');
  // Whoever is earlier sees the picture itself, and no browser keeps it for the thumbnail.
  await world.deps.storage.delete([asset?.thumbnailKey ?? '']);
  const early = await look();
  expect([early.status, early.headers.get('content-type'), early.headers.get('cache-control')]).toEqual([
    ...[200, asset?.contentType, 'no-store'],
  ]);
});

test('in Discord, a picture that turns out to be broken is replaced by the sentence, and its credit is back', async () => {
  const ada = discordPerson(world, { user: 1 });
  await fund(world, ada.chatUser, 60);
  const before = await balanceOf(ada);
  await ada.imagine({ prompt: 'damaged newt' });
  const told = await ada.sees('the sentence', ({ text }) => text.includes('not a usable picture'));
  expect(told.images).toEqual([]);
  expect(told.text).toContain('Your 1 credit is back');
  expect(await balanceOf(ada)).toBe(before);
  const [asset] = await assetsOf('damaged newt');
  expect([asset?.brokenAt !== null, asset?.deletedAt !== null]).toEqual([true, true]);
  await ada.run('history');
  await ada.sees('the history', ({ text }) => text.includes('damaged newt') && !text.includes('Show 1'));
});

test('of several, the others stay, and the message says how many came', async () => {
  const ada = discordPerson(world, { user: 1 });
  await fund(world, ada.chatUser, 60);
  const before = await balanceOf(ada);
  await ada.imagine({ prompt: 'damaged towers', count: 4 });
  const told = await ada.sees('the sentence', ({ text }) => text.includes('3 of 4 images came'));
  expect(told.images).toHaveLength(3);
  expect(await balanceOf(ada)).toBe(before - 3);
});

test('in Slack, a card of its own says so', async () => {
  const ada = slackPerson(world, { user: 1 });
  await fund(world, ada.chatUser, 60);
  const before = await balanceOf(ada);
  await ada.imagine('damaged newt in slack');
  const told = await ada.sees('the sentence', ({ text }) => text.includes('not a usable picture'));
  expect(told.text).toContain(`For ${ada.user.name}`);
  expect(await balanceOf(ada)).toBe(before);
  await vi.waitFor(() => expect(ada.messages().flatMap((each) => ada.look(each).images)).toEqual([]), 30_000);
});

test('what is proved or taken back twice, by two at once, costs and pays once', async () => {
  const ada = discordPerson(world, { user: 2 });
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'damaged twins', count: 2 });
  await ada.sees('the sentence', ({ text }) => text.includes('1 of 2 images came'));
  const before = await balanceOf(ada);
  const [generationId = ''] = await askedFor(world.deps, 'damaged twins');
  const [kept] = await assetsOf('damaged twins');
  await world.deps.db.asset.update({ where: { id: kept?.id ?? '' }, data: { provenAt: null } });
  await Promise.all([1, 2, 3].map(() => prove(world.deps, { generationId })));
  expect((await assetsOf('damaged twins')).map(({ brokenAt }) => brokenAt === null)).toEqual([true, false]);
  expect(await balanceOf(ada)).toBe(before);
});

test('of what is deleted while it is decoded no thumbnail stays', async () => {
  const { deps } = world;
  const ada = discordPerson(world, { user: 2 });
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'a fleeting newt' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const [generationId = ''] = await askedFor(deps, 'a fleeting newt');
  const isProven = async () => expect((await assetsOf('a fleeting newt'))[0]?.provenAt).not.toBeNull();
  await vi.waitFor(isProven, 30_000);
  const [asset] = await assetsOf('a fleeting newt');
  const { id = '', thumbnailKey = '' } = asset ?? {};
  await deps.db.asset.update({ where: { id }, data: unproven });
  // Deleted, with its files, after the picture was read, and before the thumbnail is kept.
  const storage = {
    ...deps.storage,
    async put(...kept: Parameters<typeof deps.storage.put>) {
      await deps.db.asset.update({ where: { id }, data: { deletedAt: new Date(), erasedAt: new Date() } });
      await deps.storage.put(...kept);
    },
  };
  await prove({ ...deps, storage }, { generationId });
  expect(await deps.storage.exists(thumbnailKey)).toBe(false);
});

test('what is decoded is noted together, later, and is not decoded again meanwhile', async () => {
  const { deps } = world;
  const ada = discordPerson(world, { user: 2 });
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'patient newts', count: 3 });
  await ada.sees('the pictures', ({ images }) => images.length === 3);
  const [generationId = ''] = await askedFor(deps, 'patient newts');
  const proven = async () => (await assetsOf('patient newts')).filter(({ provenAt }) => provenAt !== null).length;
  await vi.waitFor(async () => expect(await proven()).toBe(3), 30_000);
  await deps.db.asset.updateMany({ where: { generationId }, data: unproven });
  const kept: string[] = [];
  const storage = {
    ...deps.storage,
    async put(...[key, ...rest]: Parameters<typeof deps.storage.put>) {
      kept.push(key);
      await deps.storage.put(key, ...rest);
    },
  };
  const notes = createProven(deps);
  await prove({ ...deps, storage, proven: notes }, { generationId });
  await prove({ ...deps, storage, proven: notes }, { generationId });
  expect([kept.length, await proven()]).toEqual([3, 0]);
  // One is deleted before that is noted, and its files are gone; and one is being changed by somebody who does not come to an end.
  const [first, second, third] = await assetsOf('patient newts');
  await deps.db.asset.update({ where: { id: first?.id ?? '' }, data: { deletedAt: new Date(), erasedAt: new Date() } });
  await deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM assets WHERE id = ${second?.id}::uuid FOR UPDATE`;
    await notes.flush();
  });
  expect((await assetsOf('patient newts')).map(({ provenAt }) => provenAt !== null)).toEqual([false, false, true]);
  const thumbnails = [first, second, third].map((asset) => deps.storage.exists(asset?.thumbnailKey ?? ''));
  expect(await Promise.all(thumbnails)).toEqual([false, true, true]);
});

test('what can wait does so while somebody waits, and not for ever', async () => {
  const quiet = createQuiet();
  await quiet.wait(60_000);
  const order: string[] = [];
  let end = () => {};
  const work = quiet.busy(() => new Promise<void>((resolve) => (end = resolve)));
  const waited = quiet.wait(60_000).then(() => order.push('what can wait'));
  await quiet.wait(10);
  order.push('the work');
  end();
  await Promise.all([work, waited]);
  expect(order).toEqual(['the work', 'what can wait']);
});

test('a picture is not broken because its frames lie otherwise in it than is said', async () => {
  const { deps } = world;
  const ada = discordPerson(world, { user: 2 });
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'a steady newt' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const isProven = async () => expect((await assetsOf('a steady newt'))[0]?.provenAt).not.toBeNull();
  await vi.waitFor(isProven, 30_000);
  const [asset] = await assetsOf('a steady newt');
  const layout = { kind: 'animation', width: 4_000, height: 4_000, columns: 1, frames: [{ ms: 100 }], tags: [] };
  await deps.db.asset.update({ where: { id: asset?.id ?? '' }, data: { ...unproven, layout } });
  await deps.storage.delete([asset?.thumbnailKey ?? '']);
  await prove(deps, { generationId: asset?.generationId ?? '' });
  expect((await assetsOf('a steady newt')).map(({ brokenAt, deletedAt }) => [brokenAt, deletedAt])).toEqual([
    [null, null],
  ]);
  expect(await deps.storage.exists(asset?.thumbnailKey ?? '')).toBe(true);
});
