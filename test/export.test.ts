import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { decodeIntent } from '#core/chat/intent.ts';
import { readAseprite } from '#core/pixel/formats/aseprite/read-aseprite.ts';
import { readGif } from '#core/pixel/formats/gif/read-gif.ts';
import { readPng } from '#core/pixel/formats/png/read-png.ts';
import { classics } from '#core/pixel/palettes/classics.ts';
import { createProject } from '#core/projects/create-project.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { markedPng, walkLayout, walkSheet } from './builders/exported.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { findControl } from './find-control.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { unzip } from './unzip.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
});
// Slack's stand-in refuses what Slack's documents refuse.
afterEach(() => expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]));
afterAll(() => world.close());

type Options = Record<string, string | number>;

/** What both chats let a person do, in the same words. */
const people = {
  discord(user: number) {
    const person = discordPerson(world, { user });
    return Object.assign({}, person, {
      ask: (prompt: string, options: Options) => person.imagine({ prompt, ...options }),
      exports: (options: Options) => person.run('export', options),
      async fill(message: object, label: string, values: Record<string, string>) {
        const pressed = await person.press(message as never, label);
        const { custom_id: customId } = await pressed.modal();
        await person.people.submitModal({ userId: person.user.id, interactionId: pressed.id, customId, values });
      },
    });
  },
  slack(user: number) {
    const person = slackPerson(world, { user });
    const flags = (options: Options) => Object.entries(options).map(([name, value]) => `--${name} ${value}`);
    return Object.assign({}, person, {
      ask: (prompt: string, options: Options) => person.imagine([prompt, ...flags(options)].join(' ')),
      exports: (options: Options) => person.run(['export', ...flags(options)].join(' ')),
      async fill(message: object, label: string, values: Record<string, string>) {
        await person.press(message as never, label);
        await person.fillIn(values);
      },
    });
  },
};
const both = ['discord', 'slack'] as const;
type Person = ReturnType<(typeof people)[(typeof both)[number]]>;

const seesResult = (who: Person, prompt: string, images = 1) =>
  who.sees(
    'the pictures',
    (look) => look.text.includes(prompt) && look.images.length === images && look.buttons.length > 1,
  );
/** The answer, which others in the channel do not see. */
const privately = async (who: Person, words: string) => {
  const seen = await who.sees(words, ({ text }) => text.includes(words));
  expect('ephemeralFor' in seen.message && seen.message.ephemeralFor).toBe(who.user.id);
  return seen;
};
const zipOf = async ({ buttons }: { buttons: ReadonlyArray<{ label: string; url?: string | undefined }> }) => {
  const { url = '' } = buttons.find(({ label }) => label.startsWith('Download zip')) ?? {};
  expect(url.length).toBeLessThanOrEqual(512);
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return unzip(Buffer.from(await response.arrayBuffer()));
};
/** The files of the only art in it, by their paths within its folder. */
const onlyFolder = (files: Map<string, Buffer>) => {
  const [first = ''] = files.keys();
  const name = first.split('/')[0] ?? '';
  const inside = new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), bytes] as const] : [],
    ),
  );
  return { name, inside, at: (path: string) => inside.get(path) ?? Buffer.alloc(0) };
};

test.each(both)('%s: a guest exports a sprite from its menu, for them alone, and nobody else does', async (chat) => {
  const [ada, grace] = [people[chat](0), people[chat](1)];
  await fund(world, ada.chatUser, 30);
  const prompt = `a fox in ${chat}`;
  await ada.ask(prompt, { model: 'rd-fast', size: '32x32', background: 'none', palette: 'pico-8' });
  const { message } = await seesResult(ada, prompt);
  await ada.fill(message, 'Export…', { engine: 'godot' });
  const card = await privately(ada, 'Ready for Godot 4');
  expect(card.text).toMatch(new RegExp(`a-fox-in-${chat}-[0-9a-f]{6} · 32 × 32 · \\d+ colours`));
  expect(card.text).toContain('Default Texture Filter to Nearest');
  const { name, at } = onlyFolder(await zipOf(card));
  expect(at(`${name}.tres`).toString()).toContain('type="SpriteFrames"');
  // Exactly what is stored.
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const { storageKey } = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
  const source = readPng(at(`source/${name}.png`));
  expect(source).toMatchObject({ width: 32, height: 32 });
  // In the order in which artists know it, whatever of it is used.
  const pico8 = classics.find(({ id }) => id === 'pico-8')?.colours ?? [];
  expect(source.colours.slice(0, 16)).toEqual(pico8);
  expect((await world.deps.storage.get(storageKey)).length).toBeGreaterThan(0);

  // Nobody fills in a form that is refused then.
  await grace.press(message as never, 'Export…');
  expect((await privately(grace, 'That one is not yours')).text).not.toContain('Download zip');
  expect(grace.messages().some((each) => JSON.stringify(each).includes('Ready for'))).toBe(false);
  // Its message stays until that is over.
  const eraseAfter = new Date(Date.now() + 600_000);
  await world.deps.db.asset.updateMany({ where: { generationId }, data: { deletedAt: new Date(), eraseAfter } });
  await ada.press(message as never, 'Export…');
  await privately(ada, 'I do not know that one any more');
  await grace.press(message as never, 'Report…');
  await privately(grace, 'I do not know that picture');
});

test('/export suggests of one’s own pictures those that are pixel art', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 20);
  for (const options of [
    { prompt: 'a drawn heron', model: 'rd-fast', size: '32x32' },
    { prompt: 'a harbour at dusk' },
  ]) {
    await ada.imagine(options);
    await ada.sees('the picture', ({ text, images }) => text.includes(options.prompt) && images.length === 1);
  }
  const at = { userId: ada.user.id, channelId: ada.channel.id, focused: 'picture' };
  const offered = await ada.people.autocomplete({ ...at, name: 'export', options: { engine: 'godot', picture: '' } });
  const labels = offered.map(({ name }) => name).join();
  expect(labels).toContain('a drawn heron');
  expect(labels).not.toContain('a harbour at dusk');
});

test.each(both)(
  '%s: /export takes the last request, pictures by name, or a project; in one sheet, if that is wished',
  async (chat) => {
    const ada = people[chat](2);
    await fund(world, ada.chatUser, 60);
    await ada.exports({ engine: 'plain' });
    await privately(ada, 'You have no picture yet');
    const prompt = `an owl in ${chat}`;
    await ada.ask(prompt, { model: 'rd-fast', size: '32x32', count: 2 });
    await seesResult(ada, prompt, 2);
    await ada.exports({ engine: 'phaser' });
    const last = await privately(ada, 'Ready for Phaser');
    const files = await zipOf(last);
    const names = new Set([...files.keys()].flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : [])));
    expect(names.size).toBe(2);

    const [generationId = ''] = await askedFor(world.deps, prompt);
    await ada.exports({ engine: 'pixi', picture: `${generationId.slice(0, 8)}-2` });
    const second = onlyFolder(await zipOf(await privately(ada, 'Ready for PixiJS')));
    expect(names).toContain(second.name);

    const web = webPerson(world);
    await web.register(`owls-${chat}@example.com`);
    await linkChat(web, ada as never);
    const { userId } = await identify(world.deps, ada.chatUser);
    const projectId = await createProject(world.deps, userId ?? '', { name: 'Night Birds' });
    await world.deps.db.asset.updateMany({ where: { generationId }, data: { projectId } });
    await ada.exports({ engine: 'tiled', project: 'Night Birds', columns: 2, padding: 1, extrude: 0 });
    const card = await privately(ada, 'Ready for Tiled');
    const sheet = onlyFolder(await zipOf(card));
    expect(sheet.name).toMatch(/^sheet-/);
    expect(sheet.at(`${sheet.name}.tsx`).toString()).toContain(
      'tilewidth="32" tileheight="32" spacing="1" margin="0" tilecount="2" columns="2"',
    );
    await ada.exports({ engine: 'tiled', project: 'Night Birds', picture: 'last' });
    await privately(ada, 'one of the two');
  },
);

test.each(both)('%s: an animation is exported with its frames, and as an emoji that moves', async (chat) => {
  const ada = people[chat](0);
  const prompt = `a walk in ${chat}`;
  await ada.ask(prompt, { model: 'rd-fast', size: '32x32' });
  await seesResult(ada, prompt);
  // As a model for animations keeps it.
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const asset = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
  const { identityId } = await identify(world.deps, ada.chatUser);
  const sheet = walkSheet();
  await world.deps.storage.put(asset.storageKey, markedPng(sheet), {
    contentType: 'image/png',
    owner: { identityId, userId: null },
  });
  await world.deps.db.asset.update({
    where: { id: asset.id },
    data: { layout: walkLayout, width: sheet.width, height: sheet.height },
  });
  await ada.exports({ engine: 'aseprite' });
  const drawn = onlyFolder(await zipOf(await privately(ada, 'Ready for Aseprite')));
  const times = walkLayout.frames.map(({ ms }) => ms);
  expect(readAseprite(drawn.at(`${drawn.name}.aseprite`)).frames.map(({ ms }) => ms)).toEqual(times);
  await ada.exports({ engine: 'rpgmaker' });
  const character = onlyFolder(await zipOf(await privately(ada, 'Ready for RPG Maker')));
  expect(readPng(character.at(`$${character.name}.png`))).toMatchObject({ width: 3 * 24, height: 4 * 20 });
  await ada.exports({ engine: 'emoji' });
  const emoji = onlyFolder(await zipOf(await privately(ada, 'Ready for Emoji')));
  const gif = readGif(emoji.at(`emoji/${emoji.name.replaceAll('-', '_').slice(0, 32)}.gif`));
  expect(gif).toMatchObject({ width: 128, height: 128 });
  expect(gif.frames.map(({ ms }) => ms)).toEqual(times);
});

test.each(both)('%s: what is too large for an emoji is refused in a sentence', async (chat) => {
  const ada = people[chat](0);
  await fund(world, ada.chatUser, 10);
  const prompt = `a castle in ${chat}`;
  await ada.ask(prompt, { model: 'rd-fast', size: '256x256' });
  await seesResult(ada, prompt);
  await ada.exports({ engine: 'emoji' });
  const refused = await privately(ada, 'Nothing for Emoji and stickers');
  expect(refused.text).toContain('An emoji is 128 × 128 pixels at most, and this is 256 × 256');
});

test.each(both)('%s: of what is no pixel art it is said why, and the file is offered as it is', async (chat) => {
  const ada = people[chat](1);
  await fund(world, ada.chatUser, 10);
  const prompt = `a harbour in ${chat}`;
  await ada.ask(prompt, { model: 'flux-schnell' });
  const { message } = await seesResult(ada, prompt);
  await ada.fill(message, 'Export…', { engine: 'unity' });
  const card = await privately(ada, 'Nothing for Unity');
  expect(card.text).toContain('It has more than 256 colours');
  expect(card.text).toContain('it cost nothing');
  const { url = '' } = card.buttons.find(({ label }) => label === 'Download as it is') ?? {};
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringMatching(/^attachment/),
  ]);
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const source = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
  // What /export says is for them alone, and so is what is made of it.
  await ada.exports({ engine: 'unity' });
  await ada.sees('an offer for them alone', (look) => {
    const intent = look.text.includes('Nothing for Unity')
      ? decodeIntent(findControl(look, 'Make pixel art').actionId)
      : undefined;
    return intent?.isPrivate;
  });
  await ada.press(card.message as never, 'Make pixel art');
  const made = () =>
    world.deps.db.generation.count({ where: { tool: 'pixel-art', sourceAssetId: source.id, unitPrice: 0 } });
  await expect.poll(made).toBe(1);
});
