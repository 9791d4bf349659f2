import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { readProvenance } from '#core/images/provenance.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { callbackIdOf } from '../bots/message/commands.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { type BroughtFile, fakeArt, movingArt, nativeArt, photograph, unsureArt } from './pixel/foreign.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

type Options = Record<string, string | number>;

function onDiscord(user: number, channel = 'general') {
  const person = discordPerson(world, { user, channel });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign({}, person, {
    fix: async (image: BroughtFile | undefined, options: Options = {}) =>
      void (await person.run('pixel', { what: 'fix', ...(image && { image }), ...options })),
    press: async (message: unknown, label: string) => void (await person.press(message as never, label)),
    says: async (file: BroughtFile) => person.people.say({ ...at, content: 'look', files: [file] }).id,
    choose: async (targetId: string) =>
      void (await person.people.runCommand({ ...at, name: 'Make pixel art', targetId })),
    async fill(message: unknown, label: string, values: Record<string, string | BroughtFile[]>) {
      const pressed = await person.press(message as never, label);
      const modal = await pressed.modal();
      const sent = { userId: at.userId, interactionId: pressed.id, customId: modal.custom_id };
      await person.people.submitModal({ ...sent, values });
    },
  });
}

function onSlack(user: number, channel = 'general') {
  const person = slackPerson(world, { user, channel });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign({}, person, {
    async fix(image: BroughtFile | undefined, options: Options = {}) {
      const file = image && (await person.people.upload({ ...at, ...image }));
      const given = Object.entries({ ...(file && { image: file.id }), ...options });
      await person.run(['pixel fix', ...given.map(([name, value]) => `--${name} ${value}`)].join(' '));
    },
    press: async (message: unknown, label: string) => void (await person.press(message as never, label)),
    async says(file: BroughtFile) {
      const before = new Set(person.people.messages(at.channelId).map(({ ts }) => ts));
      await person.people.upload({ ...at, ...file });
      return person.people.messages(at.channelId).find(({ ts }) => !before.has(ts))?.ts ?? '';
    },
    choose: async (ts: string) =>
      void (await person.people.shortcut({ ...at, ts, callbackId: callbackIdOf({ name: 'pixel-art' }) })),
    async fill(message: unknown, label: string, values: Record<string, string | BroughtFile[]>) {
      await person.press(message as never, label);
      await person.fillIn(values);
    },
  });
}

const chats = { discord: onDiscord, slack: onSlack };
type Person = ReturnType<typeof onDiscord> | ReturnType<typeof onSlack>;
const both = ['discord', 'slack'] as const;

const sees = (person: Person, what: string, matches: (look: Look) => unknown) =>
  person.sees(what, matches as never) as Promise<Look & { message: unknown }>;
const says =
  (...words: string[]) =>
  ({ text }: Look) =>
    words.every((each) => text.includes(each));
const shows =
  (count: number, ...words: string[]) =>
  (look: Look) =>
    says(...words)(look) && look.images.length === count;
const requestsOf = async ({ chatUser }: Person) => {
  const { identityId } = await identify(world.deps, chatUser);
  const where = { identityId, tool: { not: null } };
  return world.deps.db.generation.findMany({
    ...{ where, orderBy: { createdAt: 'asc' } as const },
    include: { assets: { orderBy: { position: 'asc' } } },
  });
};
const lastOf = async (person: Person) => (await requestsOf(person)).at(-1);
const balanceOf = async ({ chatUser }: Person) => (await identify(world.deps, chatUser)).balance;

test.each(both)(
  '%s: anybody’s picture by the menu of its message becomes one’s own, at its native size, for nothing',
  async (chat) => {
    const target = await chats[chat](2).says(await fakeArt());
    const ada = chats[chat](0);
    const before = await balanceOf(ada);
    await ada.choose(target);
    const offered = await sees(ada, 'the offer', says('Make pixel art of this picture?'));
    expect(offered.text).toContain('It is free');
    expect(await requestsOf(ada)).toEqual([]);
    // A double press is one request.
    await Promise.all([ada.press(offered.message, 'Make pixel art'), ada.press(offered.message, 'Make pixel art')]);
    const made = await sees(ada, 'the pixel art', shows(1, '32 × 32 · ', 'grid 1.00 ✓'));
    expect(made.text).toContain('Pixel art of a picture of 298 × 298');
    expect(made.text).toContain('Shown enlarged.');
    expect(await balanceOf(ada)).toBe(before);
    expect(await requestsOf(ada)).toHaveLength(1);
    const row = await lastOf(ada);
    expect(row).toMatchObject({
      tool: 'pixel-art',
      model: 'upixel/snap',
      status: 'succeeded',
      stored: 1,
      unitPrice: 0,
    });
    expect(row?.assets).toMatchObject([{ width: 32, height: 32, contentType: 'image/png' }]);
    // A chat would smooth 32 pixels: what it shows is each of them as a square of eight.
    if (chat === 'discord')
      expect(await sharp(await fileAt(made.images[0]?.url)).metadata()).toMatchObject({ width: 256, height: 256 });
    // Nobody knows whether a model drew it, and the file says nothing of one.
    const stored = await world.deps.storage.get(row?.assets[0]?.storageKey ?? '');
    expect(readProvenance(stored)).toMatchObject({ aiSystem: '', creatorTool: 'UPixel' });
    expect(made.buttons.map(({ label }) => label)).toContain('Upscale · free');
  },
);

const fileAt = async (url: string | undefined) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer());

test.each(both)('%s: two grids that fit are both shown, and whoever asked keeps one, once', async (chat) => {
  const ada = chats[chat](0);
  await ada.fix(await unsureArt());
  const asked = await sees(ada, 'the question', shows(2, 'Two grids fit this picture. Is it '));
  const [first, second] = (await lastOf(ada))?.assets ?? [];
  if (!first || !second) throw new Error('there are no two');
  const label = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`;
  expect(asked.text).toContain(`${label(first)} or ${label(second)}?`);
  // It is nobody else's to say.
  const grace = chats[chat](1);
  await grace.press(asked.message, label(second));
  await sees(grace, 'whose it is', says('That one is not yours'));
  await Promise.all([ada.press(asked.message, label(second)), ada.press(asked.message, label(second))]);
  await sees(ada, 'that it is kept', says('Kept', `It is ${label(second)}.`));
  // At once: soon its message has no button for the other one any more.
  await ada.press(asked.message, label(first));
  await sees(ada, 'that it is too late', says('You kept the other one'));
  const keptIds = async () => (await lastOf(ada))?.assets.filter(({ deletedAt }) => !deletedAt).map(({ id }) => id);
  await expect.poll(keptIds).toEqual([second.id]);
  expect(await lastOf(ada)).toMatchObject({ stored: 1, status: 'succeeded' });
  // What was not kept leaves the store and the chat.
  await expect.poll(() => world.deps.storage.get(first.storageKey).catch(() => 'gone')).toBe('gone');
  if (chat === 'discord') await sees(ada, 'one alone', shows(1, `${label(second)} · `));
});

test.each(both)(
  '%s: a photograph has no grid, which is said, and is made squares of when a size is pressed',
  async (chat) => {
    const ada = chats[chat](0);
    await ada.fix(await photograph());
    const none = await sees(ada, 'that it has none', says('No pixel grid in it', 'It cost nothing.'));
    expect(none.buttons.map(({ label }) => label)).toEqual(expect.arrayContaining(['32', '64', '128']));
    expect(await lastOf(ada)).toMatchObject({ failure: 'no_grid', stored: 0, assets: [] });
    await ada.run('history');
    await sees(ada, 'what it was', ({ text }) => /no grid in it, free · \d+ \w+/.test(text));
    // The picture is hers who brought it.
    const grace = chats[chat](1);
    await grace.press(none.message, '64');
    await sees(grace, 'whose it is', says('That picture is not yours to use'));
    await ada.press(none.message, '64');
    await sees(ada, 'the squares', shows(1, '64 × 48 · ', 'in squares of its colours', '✓'));
    const row = await lastOf(ada);
    expect(row?.assets).toMatchObject([{ width: 64, height: 48 }]);
    expect(colours(row)).toBeLessThanOrEqual(32);
    // Or as they say.
    await ada.fill(none.message, 'Other size or colours…', { size: '24', palette: 'pico-8' });
    await sees(ada, 'what they said', shows(1, '24 × 18 · '));
    expect(colours(await lastOf(ada))).toBeLessThanOrEqual(16);
  },
);

const colours = (row: Awaited<ReturnType<typeof lastOf>>) =>
  (row?.assets[0]?.contract as { facts: { colours: number } } | null)?.facts.colours ?? Number.NaN;

test.each(both)('%s: what is pixel art already is left as it is, said, and enlarged if they like', async (chat) => {
  const ada = chats[chat](0);
  await ada.fix(await nativeArt());
  const already = await sees(ada, 'that it is', says('It is pixel art already', '32 × 32 · 12 colours'));
  expect(already.text).toContain('So nothing was changed. It cost nothing.');
  expect(await lastOf(ada)).toMatchObject({ failure: 'already_pixel_art', assets: [] });
  await ada.run('history');
  await sees(ada, 'what it was', ({ text }) => /nothing to change, free · \d+ \w+/.test(text));
  await ada.press(already.message, 'Enlarge 4 ×');
  await sees(ada, 'it larger', shows(1, 'pixel by pixel', '128 × 128'));
  // In other colours it is another picture.
  await ada.fix(await nativeArt(), { colours: 4 });
  await sees(ada, 'it in four colours', shows(1, '32 × 32 · 4 colours'));
});

test.each(both)('%s: of one’s own pictures by name, the last one here, and from a form', async (chat) => {
  const ada = chats[chat](2, 'art');
  await ada.fix(undefined);
  const which = await sees(ada, 'which one', says('Which picture?'));
  await ada.fill(which.message, 'Choose a picture…', { image: [await fakeArt('form')] });
  await sees(ada, 'the pixel art', shows(1, '32 × 32 · ', '✓'));
  const own = await lastOf(ada);
  const assetId = own?.assets[0]?.id;
  // It is real pixel art now: there is nothing more to be found in it.
  await ada.fix(undefined);
  await sees(ada, 'that it is already', says('It is pixel art already', 'drawn on a grid of its own'));
  await ada.fix(undefined, { picture: `${own?.id.slice(0, 8)}-1` });
  expect(await lastOf(ada)).toMatchObject({ id: own?.id });
  expect(assetId).toBeDefined();
  await ada.fix(await fakeArt(), { picture: 'last' });
  await sees(ada, 'that it is one at a time', says('I take one picture at a time'));
});

test.each(both)('%s: what moves becomes a sheet of frames that plays', async (chat) => {
  const ada = chats[chat](2, 'art');
  await ada.fix(await movingArt());
  const seen = await sees(
    ada,
    'the animation',
    shows(1, 'Pixel art of 4 pictures of 224 × 168', '4 frames of 32 × 24', '✓'),
  );
  const [asset] = (await lastOf(ada))?.assets ?? [];
  expect(asset).toMatchObject({ width: 64, height: 48, layout: { kind: 'animation', columns: 2 } });
  const { url = '' } = seen.images[0] ?? {};
  const shown =
    chat === 'slack' ? world.slack.people.fileBytes(url) : Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(await sharp(shown).metadata()).toMatchObject({ format: 'gif', pages: 4 });
});

test.each(both)('%s: what is damaged, and more than an hour’s worth is refused with a sentence', async (chat) => {
  const ada = chats[chat](2, 'art');
  const { bytes } = await fakeArt();
  await ada.fix({ filename: 'half.png', contentType: 'image/png', bytes: bytes.subarray(0, bytes.length / 2) });
  await sees(ada, 'that it is damaged', says('damaged or cut off', 'It cost nothing'));
  const last = await lastOf(ada);
  if (!last) throw new Error('nothing was asked');
  const { assets: _, ...row } = last;
  await world.deps.db.generation.createMany({
    data: Array.from({ length: 60 }, () => {
      const id = randomUUID();
      return { ...row, id, requestKey: id, pixel: Prisma.DbNull, pixelFound: Prisma.DbNull };
    }),
  });
  await ada.fix(await fakeArt());
  await sees(ada, 'that it is enough', says('That is enough for an hour', 'it cost nothing'));
});

test.each(both)('%s: for one person alone, if they want', async (chat) => {
  const ada = chats[chat](0, 'art');
  const grace = chats[chat](1, 'art');
  await ada.fix(await fakeArt('alone'), { private: 'yes' });
  await sees(ada, 'it privately', shows(1, '32 × 32 · '));
  expect(JSON.stringify(grace.messages())).not.toContain('32 × 32');
});

test.each(both)('%s: on a result, and by the menu of the message of one, whoever’s it is', async (chat) => {
  const ada = chats[chat](0);
  await (chat === 'discord'
    ? (ada as ReturnType<typeof onDiscord>).imagine({ prompt: 'a fox as pixel art' })
    : (ada as ReturnType<typeof onSlack>).imagine('a fox as pixel art'));
  const drawn = await sees(ada, 'the result', shows(1, 'a fox as pixel art'));
  const grace = chats[chat](1);
  const before = await balanceOf(grace);
  await grace.press(drawn.message, 'Make pixel art');
  const found = await sees(grace, 'what was found', ({ text }) => /Pixel art of a picture of|No pixel grid/.test(text));
  const { id, ts } = drawn.message as { id?: string; ts?: string };
  await grace.choose(id ?? ts ?? '');
  const offered = await sees(grace, 'the offer', says('Make pixel art of this picture?'));
  expect(offered.text).toContain('“a fox as pixel art” of that message');
  expect(await balanceOf(grace)).toBe(before);
  const row = await lastOf(grace);
  expect(row).toMatchObject({ tool: 'pixel-art', unitPrice: 0, projectId: null });
  expect(row?.sourceAssetId).not.toBeNull();
  // What a model drew is marked as that, whatever was made of it since.
  const [asset] = row?.assets ?? [];
  if (asset) expect(readProvenance(await world.deps.storage.get(asset.storageKey))?.aiSystem).toContain('flux');
  expect(found.text).toContain('a fox as pixel art');
});
