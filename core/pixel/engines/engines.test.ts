import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { withClearFirst } from '../formats/aseprite/clear-first.ts';
import { readAseprite } from '../formats/aseprite/read-aseprite.ts';
import { readPng } from '../formats/png/read-png.ts';
import { readSheet } from '../formats/sheet/read-sheet.ts';
import type { Animation, Tag } from '../picture.ts';
import type { ExportedArt } from './engine.ts';
import { filesFor } from './engines.ts';
import { engineLabels, engineNames as names } from './labels.ts';

const tag = (name: string, from: number, to: number, over: Partial<Tag> = {}): Tag => ({
  name,
  from,
  to,
  direction: 'forward',
  repeat: 0,
  ...over,
});

/** Eight frames of which each has one pixel somewhere else. */
const animation: Animation = {
  width: 4,
  height: 2,
  colours: [0, 0xff8800],
  clear: 0,
  frames: Array.from({ length: 8 }, (_, number) => ({
    indices: Uint8Array.from({ length: 8 }, (_pixel, at) => (at === number ? 1 : 0)),
    ms: [100, 60, 60, 220][number % 4] ?? 0,
  })),
  tags: [
    tag('walk-down', 0, 1),
    tag('walk-left', 2, 3, { direction: 'reverse' }),
    tag('walk-right', 4, 6, { direction: 'pingpong', repeat: 2 }),
    tag('walk-up', 7, 7),
  ],
};
const hero: ExportedArt = { name: 'hero-knight', id: '0192f7a4-1111-7000-8000-000000000001', animation };

const bytesOf = (files: Record<string, Uint8Array | string>, path: string) => {
  const found = files[path];
  if (!(found instanceof Uint8Array)) throw new Error(`${path}: ${Object.keys(files)}`);
  return found;
};
const textOf = (files: Record<string, Uint8Array | string>, path: string) => {
  const found = files[path];
  if (typeof found !== 'string') throw new Error(`${path}: ${Object.keys(files)}`);
  return found;
};

it.each(names)('%s: the same art makes the same files, with a README of a few lines', (name) => {
  const files = filesFor(name, hero);
  expect(filesFor(name, hero)).toEqual(files);
  const lines = textOf(files, 'README.txt').trimEnd().split('\n');
  expect(lines[0]).toBe(`hero-knight, for ${engineLabels[name]}`);
  expect(lines.length).toBeLessThanOrEqual(6);
  expect(Object.keys(files).length).toBeGreaterThan(1);
});

it.each(names.filter((name) => name !== 'rpgmaker'))('%s takes a picture of one frame without tags', (name) => {
  const still = { ...hero, animation: { ...animation, frames: animation.frames.slice(0, 1), tags: [] } };
  expect(Object.keys(filesFor(name, still)).length).toBeGreaterThan(1);
});

it('Aseprite, Phaser and Pixi get all frames, times and tags', () => {
  expect(readAseprite(bytesOf(filesFor('aseprite', hero), 'hero-knight.aseprite'))).toEqual(withClearFirst(animation));
  for (const name of ['phaser', 'pixi'] as const) {
    const files = filesFor(name, hero);
    const sheet = readPng(bytesOf(files, 'hero-knight.png'));
    expect(readSheet(sheet, textOf(files, 'hero-knight.json'))).toEqual(animation);
  }
});

it('Godot plays each tag with exact times, in the order in which it is shown', () => {
  const text = textOf(filesFor('godot', hero), 'hero-knight.tres');
  expect(text).toContain('[gd_resource type="SpriteFrames" load_steps=10 format=3]');
  expect(text).toContain('region = Rect2(7, 1, 4, 2)\nfilter_clip = true');
  const played = [...text.matchAll(/"frames": \[(.*?)\],\n"loop": (\w+),\n"name": &"(.*?)",\n"speed": ([\d.]+)/gs)];
  const found = played.map(([, frames = '', loop, name, speed]) => ({
    name,
    loop,
    frames: [...frames.matchAll(/"duration": ([\d.]+),\n"texture": SubResource\("frame_(\d)"\)/g)].map(
      ([, duration, number]) => [Number(number), Math.round((Number(duration) / Number(speed)) * 1_000)],
    ),
  }));
  expect(found).toEqual([
    {
      name: 'walk-down',
      loop: 'true',
      frames: [
        [0, 100],
        [1, 60],
      ],
    },
    {
      name: 'walk-left',
      loop: 'true',
      frames: [
        [3, 220],
        [2, 60],
      ],
    },
    {
      name: 'walk-right',
      loop: 'false',
      frames: [
        [4, 100],
        [5, 60],
        [6, 60],
        [5, 60],
      ],
    },
    { name: 'walk-up', loop: 'true', frames: [[7, 220]] },
  ]);
});

it('Tiled finds its tiles, and the tile with which a tag begins plays it', () => {
  const text = textOf(filesFor('tiled', hero), 'hero-knight.tsx');
  expect(text).toContain('tilewidth="4" tileheight="2" spacing="2" margin="1" tilecount="9" columns="3"');
  expect(text).toContain('<image source="hero-knight.png" width="18" height="12"/>');
  expect(text).toContain('<tile id="2" type="walk-left">');
  expect([...text.matchAll(/<frame tileid="(\d)" duration="(\d+)"\/>/g)].map(([, id, ms]) => `${id} ${ms}`)).toEqual([
    '0 100',
    '1 60',
    '3 220',
    '2 60',
    '4 100',
    '5 60',
    '6 60',
    '5 60',
    '7 220',
  ]);
});

it('Unity’s sprites lie where they are, from the bottom, under ids that stay the same', () => {
  const files = filesFor('unity', hero);
  const meta = parse(textOf(files, 'hero-knight.png.meta'));
  const { sprites, nameFileIdTable } = meta.TextureImporter.spriteSheet;
  expect(meta.guid).toMatch(/^[0-9a-f]{32}$/);
  expect(sprites).toHaveLength(8);
  expect(sprites[0]).toMatchObject({ name: 'hero-knight_0', rect: { x: 1, y: 9, width: 4, height: 2 } });
  expect(sprites[7]).toMatchObject({ name: 'hero-knight_7', rect: { x: 7, y: 1 } });
  expect(nameFileIdTable['hero-knight_7']).toBe(sprites[7].internalID);
  expect(new Set(sprites.map(({ spriteID }: { spriteID: string }) => spriteID)).size).toBe(8);
  const { filterMode } = meta.TextureImporter.textureSettings;
  expect([filterMode, meta.TextureImporter.mipmaps.enableMipMap]).toEqual([0, 0]);
  const changed = { ...hero, animation: { ...animation, colours: [0, 0x00ff00] } };
  expect(filesFor('unity', changed)['hero-knight.png.meta']).toBe(files['hero-knight.png.meta']);
  expect(filesFor('unity', { ...hero, id: 'another' })['hero-knight.png.meta']).not.toContain(meta.guid);
});

it('GameMaker, Minecraft and RPG Maker get strips as they count them', () => {
  expect(readPng(bytesOf(filesFor('gamemaker', hero), 'hero_knight_strip8.png'))).toMatchObject({
    width: 32,
    height: 2,
  });
  // And each movement by itself.
  const strips = Object.keys(filesFor('gamemaker', hero)).filter((name) => name.endsWith('.png'));
  expect(strips).toHaveLength(1 + hero.animation.tags.length);
  expect(strips).toContain(`hero_knight_${hero.animation.tags[0]?.name.replaceAll('-', '_')}_strip2.png`);
  const minecraft = filesFor('minecraft', hero);
  expect(readPng(bytesOf(minecraft, 'hero-knight.png'))).toMatchObject({ width: 4, height: 16 });
  const { width, height, frames } = JSON.parse(textOf(minecraft, 'hero-knight.png.mcmeta')).animation;
  expect({ width, height }).toEqual({ width: 4, height: 2 });
  expect(frames.map(({ time }: { time: number }) => time)).toEqual([2, 1, 1, 5, 2, 1, 1, 5]);
  const character = readPng(bytesOf(filesFor('rpgmaker', hero), '$hero-knight.png'));
  expect(character).toMatchObject({ width: 12, height: 8 });
  // Which frame each of the twelve is, by where its pixel lies.
  const cells = Array.from({ length: 12 }, (_, cell) => {
    const [left, top] = [(cell % 3) * 4, Math.floor(cell / 3) * 2];
    return [0, 1, 2, 3, 4, 5, 6, 7].find((at) => character.indices[(top + (at >> 2)) * 12 + left + (at & 3)] === 1);
  });
  expect(cells).toEqual([0, 1, 0, 3, 2, 3, 4, 5, 6, 7, 7, 7]);
});

it('RPG Maker has no place for art without four directions, and says so', () => {
  const still = { ...hero, animation: { ...animation, tags: [tag('pickup', 0, 7)] } };
  expect(() => filesFor('rpgmaker', still)).toThrow(
    'RPG Maker wants a walk in four directions, and this has none that goes down.',
  );
});

it('what moves without a tag moves in Tiled as well', () => {
  const { tags: _, ...rest } = animation;
  const tileset = textOf(filesFor('tiled', { ...hero, animation: { ...rest, tags: [] } }), 'hero-knight.tsx');
  expect(tileset.match(/<frame /g)).toHaveLength(8);
});
