import { afterAll, beforeAll, expect, test } from 'vitest';
import { storedContract } from '#core/assets/contract/asset-contract.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
import { colourOfPixel } from '#core/pixel/colour/channels.ts';
import { readPngPixels } from '#core/pixel/formats/png/read-png.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let web: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
  web = webPerson(world);
  await web.register('ada@example.com');
  for (const chat of [discordPerson(world), slackPerson(world)]) await linkChat(web, chat);
});
afterAll(() => world.close());

interface Own {
  name: string;
  colours: string[];
  names: string[];
}
const own = async (name: string): Promise<Own | undefined> =>
  (await web.get('/api/palettes')).body.items.find((each: Own) => each.name === name);
const hex = ['#1a1c2c', '#5d275d', '#f4f4f4'];

test.each(chatNames)('%s: a palette is pasted, shown, locks the channel’s project, and is deleted', async (chat) => {
  const ada = chatPerson(world, chat);
  const name = `Dusk-${chat}`;
  await ada.run('palette', { what: 'add', name, colours: hex.join(' ') });
  const kept = await ada.sees(`Kept: ${name}`);
  expect(kept.isPrivate).toBe(true);
  expect(kept.text).toContain(hex.join('\n'));
  expect(await own(name)).toMatchObject({ colours: hex });

  // There is nothing to lock yet.
  await ada.run('palette', { what: 'use', name });
  await ada.sees('There is no project here');
  await ada.run('projects', { what: 'create', name: `Icons-${chat}` });
  await ada.sees('Created');
  await ada.run('projects', { what: 'use', name: `Icons-${chat}` });
  await ada.sees('In use here');
  await ada.run('palette', { what: 'show', name });
  const shown = await ada.sees('3 colours · yours');
  await shown.press('Lock this channel’s project to it');
  await ada.sees(`Locked to ${name}`);
  const prompt = `a key in ${chat}`;
  await ada.imagine(prompt, { model: 'rd-fast', size: '32x32' });
  await ada.sees(prompt, 1);
  const run = [...world.replicate.predictions.values()].find(({ input }) => input.prompt === prompt);
  const sent = String(run?.input.input_palette).replace('data:image/png;base64,', '');
  const { data } = readPngPixels(Buffer.from(sent, 'base64'));
  expect([...data].map(colourOfPixel)).toEqual([0x1a1c2c, 0x5d275d, 0xf4f4f4]);
  // What its buttons draw obeys it, too.
  const walk = `the key walks in ${chat}`;
  await (await ada.sees(prompt, 1)).fill('Animate…', { prompt: walk });
  await ada.sees(walk, 1);
  const [generationId] = await askedFor(world.deps, walk);
  const { contract } = await world.deps.db.asset.findFirstOrThrow({ where: { generationId: generationId ?? '' } });
  expect(storedContract.parse(contract)?.asked.palette).toEqual([0x1a1c2c, 0x5d275d, 0xf4f4f4]);

  await ada.run('palette', { what: 'leave' });
  await ada.sees('Locked to none');
  await ada.run('palette', { what: 'list' });
  const list = await ada.sees('Well known: PICO-8');
  expect(list.text).toContain(' · EGA, also CGA text · CGA, green, red, yellow · ');
  expect(list.text).toContain(name);
  await list.press(`${name} · 3 colours`);
  const again = await ada.sees('3 colours · yours');
  await again.press('Delete…');
  const asked = await ada.sees(`Delete ${name}?`);
  await asked.press('Delete for good');
  await ada.sees('is gone');
  expect(await own(name)).toBeUndefined();
  await ada.run('projects', { what: 'leave' });
});

test.each(chatNames)('%s: the colours of pixel art, for whoever sees it, and kept', async (chat) => {
  const ada = chatPerson(world, chat);
  const prompt = `a lantern in ${chat}`;
  await ada.imagine(prompt, { model: 'rd-fast', size: '32x32', palette: 'game-boy' });
  const result = await ada.sees(prompt, 1);
  await result.press('Palette');
  const seen = await ada.sees('Its palette');
  expect(seen.isPrivate).toBe(true);
  expect(seen.text).toMatch(/#[0-9a-f]{6}/);
  await seen.fill('Keep as mine…', { name: `Seen-${chat}` });
  await ada.sees(`Kept: Seen-${chat}`);
  const { colours } = (await own(`Seen-${chat}`)) ?? { colours: [] };
  expect(colours.length).toBeGreaterThan(1);
  for (const colour of colours) expect(seen.text).toContain(colour);
  await ada.run('palette', { what: 'extract', reference: 'last', count: 1, name: `One-${chat}` });
  const kept = await ada.sees(`Kept: One-${chat}`);
  expect(kept.text).toContain('1 colour');
});

test.each(chatNames)('%s: an image gets another palette, or fewer colours, and stays itself', async (chat) => {
  const [ada, grace] = [chatPerson(world, chat), chatPerson(world, chat, 1)];
  const prompt = `a swapped lantern in ${chat}`;
  await ada.imagine(prompt, { model: 'rd-fast', size: '32x32', palette: 'game-boy' });
  const result = await ada.sees(prompt, 1);
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const source = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
  const made = () =>
    world.deps.db.asset.findMany({
      where: { generation: { sourceAssetId: source.id, tool: 'recolour' } },
      orderBy: { createdAt: 'desc' },
    });
  const coloursOf = async ({ storageKey }: { storageKey: string }) =>
    new Set([...readPngPixels(await world.deps.storage.get(storageKey)).data].map(colourOfPixel));
  await result.press('Palette');
  const seen = await ada.sees('Its palette');
  await seen.fill('Recolour…', { palette: '1a1c2c,5d275d,f4f4f4', way: 'ramps', dither: 'none' });
  const card = await ada.sees('Other colours for a picture of rd-fast: 3 colours', 1);
  // It stands where the picture does.
  expect(card.isPrivate).toBe(false);
  expect(card.text).toMatch(/32 × 32 · \d colours?.* ✓.*recolour · free/s);
  const [first] = await made();
  if (!first) throw new Error('nothing was kept');
  expect(first).toMatchObject({ width: 32, height: 32 });
  expect([0x1a1c2c, 0x5d275d, 0xf4f4f4]).toEqual(expect.arrayContaining([...(await coloursOf(first))]));
  expect(storedContract.parse(first.contract)?.breaches).toEqual([]);
  // It is enlarged and exported as any other, and everybody may have it here.
  await card.press('Upscale · free');
  await ada.sees('pixel by pixel · 128 × 128', 1);
  await card.fill('Export…', { engine: 'godot' });
  await ada.sees('Ready for Godot');
  await grace.sees('Other colours for a picture of rd-fast: 3 colours', 1);

  await seen.fill('Recolour…', { count: '2', way: 'ramps', dither: 'bayer4' });
  await expect.poll(async () => (await made()).length).toBe(2);
  const [fewer] = await made();
  expect(fewer && (await coloursOf(fewer)).size).toBe(2);
  await ada.run('palette', { what: 'swap', name: 'pico-8', reference: `upixel-${generationId.slice(0, 8)}-1` });
  await expect.poll(async () => (await made()).length).toBe(3);
  // A command says nothing in the channel, until they post it.
  const [swapped] = await made();
  const { target } = await world.deps.db.delivery.findUniqueOrThrow({
    where: { generationId: swapped?.generationId ?? '' },
    select: { target: { select: { isPrivate: true } } },
  });
  expect(target?.isPrivate).toBe(true);

  await seen.fill('Recolour…', { way: 'ramps', dither: 'none' });
  await ada.sees('Which colours is missing');
  await seen.fill('Recolour…', { palette: 'pico-8', way: 'ramps', dither: 'bayer2' });
  await ada.sees('A pattern goes with the nearest colours');
  await ada.imagine(`a harbour in ${chat}`, { model: 'flux-schnell' });
  await ada.sees(`a harbour in ${chat}`, 1);
  await ada.run('palette', { what: 'swap', name: 'pico-8', reference: 'last' });
  expect((await ada.sees('This image keeps its colours')).text).toContain('It has more than 256 colours');
  await ada.run('palette', { what: 'swap', reference: 'last' });
  await ada.sees('in which palette it is to be');
  expect(await made()).toHaveLength(3);
  // A guest has no palettes, and has others' pictures in those that everybody knows. It is seen a moment before it is noted where it stands.
  await expect.poll(() => world.deps.db.chatMessage.count({ where: { generationId } })).toBe(1);
  await (await grace.sees('rd-fast · 32 × 32 · seed', 1)).press('Palette');
  await (await grace.sees('Its palette')).fill('Recolour…', { palette: 'pico-8', way: 'nearest', dither: 'none' });
  await expect.poll(async () => (await made()).length).toBe(4);
  const [hers] = await made();
  expect(hers?.userId).toBeNull();
});

test.each(chatNames)('%s: one is added in a form', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('palette');
  const list = await ada.sees('Well known');
  await list.fill('Add one…', { name: `Form-${chat}`, colours: '1a1c2c f4f4f4' });
  await ada.sees(`Kept: Form-${chat}`);
  expect(await own(`Form-${chat}`)).toMatchObject({ colours: ['#1a1c2c', '#f4f4f4'] });
  // It does not come back, so it is asked for, however it was said.
  await ada.run('palette', { what: 'delete', name: `Form-${chat}` });
  const asked = await ada.sees(`Delete Form-${chat}`);
  expect(await own(`Form-${chat}`)).toBeDefined();
  await asked.press('Delete for good');
  await ada.sees('is gone');
  expect(await own(`Form-${chat}`)).toBeUndefined();
});

test.each(chatNames)('%s: a classic is locked to as a copy of one’s own, once', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('projects', { what: 'use', name: `Icons-${chat}` });
  await ada.sees('In use here');
  for (const _ of [1, 2]) {
    await ada.run('palette', { what: 'use', name: 'sweetie-16' });
    await ada.sees('Locked to Sweetie 16');
  }
  const all: Own[] = (await web.get('/api/palettes')).body.items;
  expect(all.filter(({ name }) => name.startsWith('Sweetie'))).toHaveLength(1);
});

test.each(chatNames)('%s: what is no palette is refused with a sentence', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('palette', { what: 'add', name: 'Nothing', colours: 'a decade' });
  expect((await ada.sees('That is no palette')).text).toContain('Nothing was changed');
  await ada.run('palette', { what: 'show', name: 'pico-9' });
  await ada.sees('Did you mean pico-8?');
  await ada.run('palette', { what: 'delete', name: 'pico-8' });
  await ada.sees('nobody deletes');
  await ada.run('palette', { what: 'add', name: `Harvest ${chat}`, colours: hex.join(' ') });
  await ada.sees('Kept:');
  await ada.run('palette', { what: 'show', name: `Harvst ${chat}` });
  await ada.sees(`Did you mean Harvest ${chat}?`);
  await ada.run('projects', { what: 'leave' });
  await ada.sees('No project here');
  await ada.run('palette', { what: 'leave' });
  await ada.sees('nothing to unlock');
  // Discord lets nobody choose what there is not.
  if (chat === 'Discord') return;
  await ada.run('palette', { what: 'lock' });
  await ada.sees('What to do must be one of list');
});

test('a palette’s file, which says what it is called; and a picture of colours', async () => {
  const ada = discordPerson(world);
  const add = (filename: string, bytes: Buffer, options: Record<string, string> = {}) =>
    ada.run('palette', { what: 'add', file: { filename, contentType: 'application/octet-stream', bytes }, ...options });
  await add('forest.gpl', Buffer.from('GIMP Palette\nName: Forest\n#\n26 28 44 Night\n244 244 244 Snow\n'));
  const kept = await ada.sees('it kept', ({ text }) => text.includes('Kept: Forest'));
  expect(kept.text).toContain('#1a1c2c\n#f4f4f4');
  expect(await own('Forest')).toMatchObject({ names: ['Night', 'Snow'] });
  // The picture that the chat shows of it is one of its colours.
  const url = kept.message.components
    ? JSON.stringify(kept.message).match(/http[^"]+swatches[^"]+png/)?.[0]
    : undefined;
  const swatch = Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
  await add('swatch.png', swatch, { name: 'Swatch' });
  await ada.sees('it read', ({ text }) => text.includes('Kept: Swatch'));
  expect(await own('Swatch')).toMatchObject({ colours: ['#1a1c2c', '#f4f4f4'] });
});

test('names are offered while typing, theirs first', async () => {
  const { id: userId } = await world.deps.db.user.findFirstOrThrow();
  await keepPalette(world.deps, userId, { name: 'Pico of mine', colours: [0, 0xffffff] });
  const { user, channel, people } = discordPerson(world);
  const asked = { userId: user.id, channelId: channel.id, name: 'palette', focused: 'name' };
  const offered = await people.autocomplete({ ...asked, options: { what: 'show', name: 'pico' } });
  expect(offered.map(({ value }) => value)).toEqual(['Pico of mine', 'pico-8']);
});
