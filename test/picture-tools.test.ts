import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { deleteAssets } from '#core/assets/delete-assets.ts';
import { actions } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { Intent } from '#core/chat/intent.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { keyOfFile } from '#core/keys/sealed-file.ts';
import { enlarge } from '#core/models/enlarge.ts';
import type { ToolName } from '#core/models/tools.ts';
import { buildGeneration, type GenerationShape } from './builders/generation.ts';
import { buildRequest } from './builders/request.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(() => world.replicate.faults.clear());
afterAll(() => world.close());

/** A blue square in a red picture. */
const picture = async (side = 64) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#c03020' } })
    .composite([
      {
        input: await sharp({ create: { width: side / 4, height: side / 4, channels: 3, background: '#2030c0' } })
          .png()
          .toBuffer(),
        left: side / 4,
        top: side / 2,
      },
    ])
    .png()
    .toBuffer();

const labels = { upscale: 'Upscale', vary: 'Vary', 'cut-out': 'Cut out', edit: 'Edit' } as const;
const tools = Object.keys(labels) as Array<keyof typeof labels>;
const cardOf = (assetId: string): Card => ({
  tone: 'done',
  title: `The picture ${assetId}`,
  blocks: [actions(...tools.map((name) => button(labels[name], { name, args: { assetId } } as Intent)))],
});

/** Somebody in the channel, who is shown the card of a picture and uses its buttons. */
async function onDiscord(user: number, assetId: string) {
  const person = discordPerson(world, { user });
  const body = renderDiscord(cardOf(assetId));
  await world.deps.discordRest.bot.post(`/channels/${person.channel.id}/messages`, { body });
  const { message } = await person.sees('the card', ({ text }) => text.includes(assetId));
  return Object.assign(person, {
    use: (tool: keyof typeof labels) => person.press(message, labels[tool]),
    again: async (text: string) => {
      const seen = await person.sees(text, (look) => look.text.includes(text) && look.images.length > 0);
      return person.press(seen.message, 'Again · 1 credit');
    },
    async edit(instruction: string) {
      const pressed = await person.press(message, labels.edit);
      const { custom_id: customId } = await pressed.modal();
      const sent = { userId: person.user.id, interactionId: pressed.id, customId };
      await person.people.submitModal({ ...sent, values: { instruction } });
    },
  });
}

async function inSlack(user: number, assetId: string) {
  const person = slackPerson(world, { user });
  const at = { workspaceId: person.chatUser.teamId, channelId: person.channel.id, userId: person.user.id };
  await world.deps.slack.show({ platform: 'slack', fileLimit: 1, ...at }, cardOf(assetId));
  const { message } = await person.sees('the card', ({ text }) => text.includes(assetId));
  return Object.assign(person, {
    use: (tool: keyof typeof labels) => person.press(message, labels[tool]),
    again: async (text: string) => {
      const seen = await person.sees(text, (look) => look.text.includes(text) && look.images.length > 0);
      return person.press(seen.message, 'Again · 1 credit');
    },
    async edit(instruction: string) {
      await person.press(message, labels.edit);
      await person.fillIn({ instruction });
    },
  });
}

const chats = { discord: onDiscord, slack: inSlack };
const people = {
  discord: (user: number) => discordPerson(world, { user }),
  slack: (user: number) => slackPerson(world, { user }),
};
type Chat = keyof typeof chats;

/** A picture that this person was given earlier. */
async function drawnFor(chat: Chat, user: number, shape: GenerationShape = {}, bytes?: Buffer) {
  const { chatUser } = people[chat](user);
  const owner = await identify(world.deps, chatUser);
  const file = bytes ?? (await picture());
  const { width = 0, height = 0 } = await sharp(file).metadata();
  const made = await buildGeneration(world.deps, owner, { platform: chat, ...shape }, () => ({
    bytes: file,
    width,
    height,
  }));
  return { generationId: made.id, assetId: made.assetIds[0] ?? '', bytes: file };
}

/** Waits for the latest request of a tool by this person to end; with its pictures as they are stored. */
async function made(chat: Chat, user: number, tool: ToolName, after?: string) {
  const { identityId } = await identify(world.deps, people[chat](user).chatUser);
  const find = () =>
    world.deps.db.generation.findFirst({
      where: { identityId, tool, finishedAt: { not: null }, ...(after === undefined ? {} : { id: { not: after } }) },
      orderBy: { createdAt: 'desc' },
      include: { assets: true },
    });
  await expect.poll(find, { message: `${tool} in ${chat}` }).not.toBeNull();
  const row = await find();
  if (!row) throw new Error('it is gone again');
  return { ...row, files: await Promise.all(row.assets.map(({ storageKey }) => world.deps.storage.get(storageKey))) };
}

const balanceOf = async (chat: Chat, user: number) => (await identify(world.deps, people[chat](user).chatUser)).balance;

test.each(['discord', 'slack'] as const)(
  '%s: an owner upscales and edits a picture, and does it again',
  async (chat) => {
    await fund(world, people[chat](0).chatUser, 30);
    const { assetId, generationId } = await drawnFor(chat, 0, { prompt: 'a red square' });
    const before = await balanceOf(chat, 0);
    const ada = await chats[chat](0, assetId);
    await ada.use('upscale');
    const text = 'Upscaled from a picture of flux-schnell · 256 × 256';
    await ada.sees(
      'the result',
      (look) => look.text.includes(text) && look.text.includes('1 credit') && look.images.length === 1,
    );
    const upscaled = await made(chat, 0, 'upscale');
    expect(upscaled).toMatchObject({
      sourceAssetId: assetId,
      originModel: 'black-forest-labs/flux-schnell',
      stored: 1,
    });
    expect(await sharp(upscaled.files[0]).metadata()).toMatchObject({ width: 256, height: 256, format: 'png' });
    await ada.again(text);
    expect(await made(chat, 0, 'upscale', upscaled.id)).toMatchObject({ sourceAssetId: assetId, stored: 1 });

    await ada.edit('Make it night');
    await ada.sees(
      'the edit',
      (look) => look.text.includes('Make it night') && look.text.includes('Edited from a picture'),
    );
    const edited = await made(chat, 0, 'edit');
    const sent = [...world.replicate.predictions.values()].findLast(
      ({ input }) => input.prompt === 'Make it night',
    )?.input;
    expect(sent).toMatchObject({
      aspect_ratio: 'match_input_image',
      image_input: [expect.stringMatching(/\/v1\/files\//)],
    });
    expect(edited).toMatchObject({ sourceAssetId: assetId, originModel: null, stored: 1 });
    await expect.poll(() => balanceOf(chat, 0)).toBe(before - 1 - 1 - 5);

    await deleteAssets(world.deps, generationId);
    await ada.again(text);
    await ada.sees('which one is gone', (look) => look.text.includes('What it was made of is gone'));
    expect(await balanceOf(chat, 0)).toBe(before - 1 - 1 - 5);
  },
);

test.each(['discord', 'slack'] as const)(
  '%s: somebody else cuts out a picture: theirs, paid by them, from a copy with their key',
  async (chat) => {
    const { assetId, bytes } = await drawnFor(chat, 0, { prompt: 'a red square' });
    await fund(world, people[chat](1).chatUser, 5);
    const [adas, graces] = [await balanceOf(chat, 0), await balanceOf(chat, 1)];
    const grace = await chats[chat](1, assetId);
    await grace.use('cut-out');
    // On somebody else's card the price is said first.
    const asked = await grace.sees('the price', ({ text }) => text.includes('This costs you 1 credit'));
    await grace.press(asked.message as never, 'Go on · 1 credit');
    await grace.sees('the result', (look) => look.text.includes('Cut out of a picture') && look.images.length === 1);
    const cut = await made(chat, 1, 'cut-out');
    const { data, info } = await sharp(cut.files[0]).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ channels: 4, width: 64, height: 64 });
    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
    // The red goes up to the edge, the blue does not.
    expect([alphaAt(1, 1), alphaAt(22, 38)]).toEqual([0, 255]);
    expect(cut.inputImageKey).toBe(`inputs/${cut.id}`);
    const kept = await readFile(new URL(`${world.deps.config.storageUrl.replace(/\/?$/, '/')}${cut.inputImageKey}`));
    const owner = { userId: cut.userId, identityId: cut.identityId };
    expect(keyOfFile(kept)).toBe((await world.deps.keys.of(owner)).id);
    expect(
      await sharp(await world.deps.storage.get(cut.inputImageKey ?? ''))
        .raw()
        .toBuffer(),
    ).toEqual(await sharp(bytes).raw().toBuffer());
    expect([await balanceOf(chat, 0), await balanceOf(chat, 1)]).toEqual([adas, graces - 1]);
  },
);

test.each(['discord', 'slack'] as const)(
  '%s: pixel art is enlarged for nothing, pixel by pixel, and asks no provider',
  async (chat) => {
    const art = await drawnFor(chat, 0, { prompt: 'pixels', model: 'retro-diffusion/rd-fast' });
    const [before, runs] = [await balanceOf(chat, 0), world.replicate.predictions.size];
    const ada = await chats[chat](0, art.assetId);
    await Promise.all([ada.use('upscale'), ada.use('upscale')]);
    await ada.sees('that once is enough', (look) => look.text.includes('You pressed that twice'));
    const { text } = await ada.sees(
      'the result',
      (look) => look.text.includes('pixel by pixel') && look.images.length === 1,
    );
    expect(text).toContain('free');
    const enlarged = await made(chat, 0, 'upscale');
    const at = (file: Buffer | undefined) => sharp(file).ensureAlpha().raw().toBuffer();
    const wanted = await sharp(art.bytes).resize(256, 256, { kernel: 'nearest' }).toBuffer();
    expect(await at(enlarged.files[0])).toEqual(await at(wanted));
    expect(enlarged).toMatchObject({ model: enlarge.id, unitPrice: 0, stored: 1 });
    expect(await world.deps.db.generation.count({ where: { sourceAssetId: art.assetId } })).toBe(1);
    expect([await balanceOf(chat, 0), world.replicate.predictions.size]).toEqual([before, runs]);
  },
);

test.each(['discord', 'slack'] as const)(
  '%s: variations start from the picture where the model takes one, and say so',
  async (chat) => {
    await fund(world, people[chat](0).chatUser, 30);
    const art = await drawnFor(chat, 0, { prompt: 'pixels to vary', model: 'retro-diffusion/rd-fast' });
    const words = await drawnFor(chat, 0, { prompt: 'words to vary' });
    await (await chats[chat](0, art.assetId)).use('vary');
    const fromPicture = await made(chat, 0, 'vary');
    const ada = await chats[chat](0, words.assetId);
    await ada.use('vary');
    await ada.sees(
      'which',
      ({ text, images }) =>
        text.includes('Varied by other seeds: flux-schnell starts from words alone') && images.length === 1,
    );
    const fromWords = await made(chat, 0, 'vary', fromPicture.id);
    const inputOf = (prompt: string) =>
      [...world.replicate.predictions.values()].findLast(({ input }) => input.prompt === prompt)?.input;
    expect(inputOf('pixels to vary')).toMatchObject({
      input_image: expect.stringMatching(/\/v1\/files\//),
      width: 256,
    });
    expect(inputOf('words to vary')).not.toHaveProperty('input_image');
    expect(fromWords).toMatchObject({ inputImageKey: null, sourceAssetId: words.assetId, size: 'square' });
  },
);

test.each(['discord', 'slack'] as const)(
  '%s: a picture that is gone, or too large, costs nothing and says why',
  async (chat) => {
    const gone = await drawnFor(chat, 0);
    const large = await drawnFor(chat, 0, {}, await picture(1500));
    const before = await balanceOf(chat, 0);
    const atGone = await chats[chat](0, gone.assetId);
    await deleteAssets(world.deps, gone.generationId);
    for (const tool of ['upscale', 'vary', 'cut-out'] as const) await atGone.use(tool);
    await atGone.use('edit');
    await expect
      .poll(() => atGone.messages().filter((each) => JSON.stringify(each).includes('That picture is gone')).length)
      .toBe(4);
    const atLarge = await chats[chat](0, large.assetId);
    await atLarge.use('upscale');
    await atLarge.sees('that it is too large', ({ text }) =>
      text.includes('real-esrgan takes pictures of at most 2 megapixels'),
    );
    expect(
      await world.deps.db.generation.count({ where: { sourceAssetId: { in: [gone.assetId, large.assetId] } } }),
    ).toBe(0);
    expect(await balanceOf(chat, 0)).toBe(before);
  },
);

test('a process that dies after the hold leaves nothing behind: the picture is made all the same, once', async () => {
  const art = await drawnFor('discord', 0, { prompt: 'left alone', model: 'retro-diffusion/rd-fast' });
  const { identityId } = await identify(world.deps, people.discord(0).chatUser);
  const asked = await requestGeneration(
    world.deps,
    buildRequest(identityId, {
      ...{ model: enlarge, prompt: 'left alone', size: 'same', requestKey: randomUUID() },
      madeFrom: { assetId: art.assetId, tool: 'upscale', originModel: 'retro-diffusion/rd-fast', takesPicture: true },
    }),
  );
  // Nobody enqueued it.
  const find = () =>
    world.deps.db.generation.findUniqueOrThrow({ where: { id: asked?.id ?? '' }, include: { assets: true } });
  await expect.poll(async () => (await find()).status, { timeout: 30_000 }).toBe('succeeded');
  expect((await find()).assets).toHaveLength(1);
});
