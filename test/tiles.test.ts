import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { storedLayout } from '#core/assets/layout/asset-layout.ts';
import { tilesIn } from '#core/assets/layout/cut-layout.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { mapSeed } from '#core/pixel/engines/stable-id.ts';
import { readPngPixels } from '#core/pixel/formats/png/read-png.ts';
import { indexed, pixelsFrom } from '#core/pixel/indexed.ts';
import { usualCorners } from '#core/pixel/tiles/corners.ts';
import { drawMap, randomMap } from '#core/pixel/tiles/map.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

type Options = Record<string, string | number>;

const people = {
  discord(user: number) {
    const person = discordPerson(world, { user });
    return Object.assign(person, {
      tiles: (prompt: string, options: Options) => person.run('tiles', { prompt, ...options }),
      exports: (engine: string) => person.run('export', { engine }),
      fileOf: async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer()),
    });
  },
  slack(user: number) {
    const person = slackPerson(world, { user });
    const flags = (options: Options) => Object.entries(options).map(([name, value]) => `--${name} ${value}`);
    return Object.assign(person, {
      tiles: (prompt: string, options: Options) => person.run(['tiles', prompt, ...flags(options)].join(' ')),
      exports: (engine: string) => person.run(`export --engine ${engine}`),
      fileOf: async (id: string) => Buffer.from(person.people.fileBytes(id)),
    });
  },
};
const both = ['discord', 'slack'] as const;
type Person = ReturnType<(typeof people)[(typeof both)[number]]>;

const runsOf = (prompt: string) =>
  [...world.replicate.predictions.values()].filter(({ input }) => input.prompt === prompt);
const balanceOf = async (who: Person) => (await identify(world.deps, who.chatUser)).balance;
const resultOf = (who: Person, words: string) =>
  who.sees('the picture', ({ text, images }) => text.includes(words) && images.length > 0);
async function pictureOf(prompt: string) {
  const [generationId] = await askedFor(world.deps, prompt);
  const asset = await world.deps.db.asset.findFirstOrThrow({ where: { generationId: generationId ?? '' } });
  return { ...asset, layout: storedLayout.parse(asset.layout), bytes: await world.deps.storage.get(asset.storageKey) };
}
const price = 13;
/** One in twenty seeds happens to draw a ground whose loudest line is at its edge, which is then said to be a seam. */
const seed = 7;

test.each(both)(
  '%s: a tileset of two grounds: its tiles, their corners, no seams, and a map of it in the reply',
  async (chat) => {
    const ada = people[chat](0);
    await fund(world, ada.chatUser, 50);
    const had = await balanceOf(ada);
    const inside = `grey stones of ${chat}`;
    await ada.tiles(inside, { around: 'lush green grass', size: '16', seed });
    const { text, images } = await resultOf(ada, inside);
    expect(text).toContain('64 × 80 · ');
    expect(text).toContain('All 80 edges fit: no seams.');
    expect(text).toContain('a map drawn with the 20 tiles');
    expect(runsOf(inside)[0]?.input).toMatchObject({
      ...{ style: 'tileset_advanced', width: 16, height: 16, extra_prompt: 'lush green grass', num_images: 1 },
    });
    expect(await balanceOf(ada)).toBe(had - price);

    // What is kept is the tileset as it came.
    const { layout, bytes, width, height, id } = await pictureOf(`${inside} | lush green grass`);
    expect({ width, height }).toEqual({ width: 64, height: 80 });
    expect(layout).toMatchObject({ kind: 'tiles', set: 'corners', width: 16, height: 16, columns: 4, count: 20 });
    expect(layout?.kind === 'tiles' && layout.corners).toEqual(usualCorners);

    // What is shown is a map of 12 × 9 tiles, enlarged by a whole factor: the same whenever it is drawn of this image.
    const shown = await sharp(await ada.fileOf(images[0]?.url ?? ''))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(shown.info).toMatchObject({ width: 12 * 16 * 5, height: 9 * 16 * 5 });
    const file = indexed(readPngPixels(bytes));
    if (layout?.kind !== 'tiles' || !file) throw new Error('no tiles');
    const map = pixelsFrom(drawMap(randomMap(layout, mapSeed(id)), file, tilesIn(file, layout)));
    const pixels = new Uint32Array(shown.data.buffer, shown.data.byteOffset, shown.data.length / 4);
    expect(enlarged(map, 5).data.every((pixel, at) => pixel === pixels[at])).toBe(true);

    // Exported it has tiles and no frames, and is not called ready for what has no place for it.
    await ada.exports('godot');
    const ready = await ada.sees('an export', (look) => look.text.includes('Ready for Godot 4'));
    expect(ready.text).toContain(' · 16 × 16 · 20 tiles · ');
    await ada.exports('emoji');
    const refused = await ada.sees('a refusal', (look) => look.text.includes('Nothing for Emoji and stickers'));
    expect(refused.text).toContain(
      'An emoji is one picture, and this is a set of 20 tiles. Choose an engine with tiles',
    );
  },
);

test.each(both)('%s: one tile, in a palette that its model does not take, drawn once', async (chat) => {
  const ada = people[chat](1);
  await fund(world, ada.chatUser, 50);
  const prompt = `cobble of ${chat}`;
  await ada.tiles(prompt, { size: '32x32', palette: 'pico-8', colours: 4, seed });
  const { text } = await resultOf(ada, prompt);
  expect(text).toMatch(/32 × 32 · [1-4] colours · opaque · grid 1\.00 ✓/);
  expect(text).toContain('All 4 edges fit: no seam.');
  expect(runsOf(prompt)).toHaveLength(1);
  expect(runsOf(prompt)[0]?.input).not.toHaveProperty('input_palette');
  expect(runsOf(prompt)[0]?.input).toMatchObject({ style: 'single_tile' });
  expect((await pictureOf(prompt)).layout).toMatchObject({ kind: 'tiles', set: 'variations', count: 1 });
});

test.each(both)('%s: tiles that do not fit are told, with the edge', async (chat) => {
  const ada = people[chat](2);
  await fund(world, ada.chatUser, 50);
  const prompt = `bad-seams cobble of ${chat}`;
  await ada.tiles(prompt, { size: '32' });
  const { text } = await resultOf(ada, prompt);
  expect(text).toMatch(
    /\d edges show a seam, of 4\. The worst is (top|right|bottom|left) edge: \d+\.\d × as visible as any line inside it\./,
  );
});

test.each(both)('%s: what cannot be made is refused, with what would do instead', async (chat) => {
  const ada = people[chat](0);
  const had = await balanceOf(ada);
  const refused = async (options: Options, words: string) => {
    await ada.tiles(`refused in ${chat}`, options);
    await ada.sees(words, ({ text }) => text.includes(words));
  };
  await refused({ kind: 'tileset', size: '48' }, 'The nearest is 32x32');
  await refused({ kind: 'variations' }, 'The preset tile variation needs a picture');
  await refused({ kind: 'tile', around: 'grass' }, 'A second ground is for a tileset');
  await refused({ size: '8' }, 'It draws 16 to 64 pixels a side with the preset single tile');
  expect(runsOf(`refused in ${chat}`)).toEqual([]);
  expect(await balanceOf(ada)).toBe(had);
});

test('a variation of one of their own tiles has its edges', async () => {
  const ada = people.discord(1);
  await fund(world, ada.chatUser, 50);
  const of = await pictureOf('cobble of discord');
  const name = `${(of.generationId ?? '').slice(0, 8)}-1`;
  await ada.tiles('mossy cobble', { reference: name, size: '32' });
  await resultOf(ada, 'mossy cobble');
  expect(runsOf('mossy cobble')[0]?.input).toMatchObject({ style: 'tile_variation', input_image: expect.any(String) });
  const { layout } = await pictureOf('mossy cobble');
  expect(layout).toMatchObject({ set: 'variations', count: 1 });
});
