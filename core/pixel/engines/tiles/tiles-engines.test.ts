import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grounds, groundTile } from '#test/builders/tiles.ts';
import { readAseprite } from '../../formats/aseprite/read-aseprite.ts';
import { readPngPixels } from '../../formats/png/read-png.ts';
import { pixelsFrom } from '../../indexed.ts';
import { usualCorners } from '../../tiles/corners.ts';
import type { ExportedArt } from '../engine.ts';
import { filesFor } from '../engines.ts';
import { type EngineName, engineNames } from '../labels.ts';
import { blobSet, mapPicture, ownSet } from './tile-set.ts';

const art = (tiles: ExportedArt['tiles'], corners: readonly number[] = usualCorners): ExportedArt => ({
  name: 'meadow',
  id: '0b6f1d52-7d4a-4c0e-9d8e-2f6a8f3f0a11',
  animation: {
    ...grounds,
    width: 16,
    height: 16,
    frames: corners.map((each) => ({ indices: groundTile(each, 16).indices, ms: 100 })),
    tags: [],
  },
  tiles,
});
const meadow = art({ corners: usualCorners });
const stones = art({}, [15, 15, 15, 15]);

const textOf = (name: EngineName, file: string, of = meadow) => String(filesFor(name, of)[file]);

const withoutSets = ['emoji', 'rpgmaker'] as const;
const withSets = engineNames.filter((name) => !withoutSets.some((each) => each === name));

it.each(withSets)('%s: tiles are exported, the same bytes each time, and said to be tiles', (name) => {
  for (const of of [meadow, stones]) {
    const files = filesFor(name, of);
    expect(filesFor(name, of)).toEqual(files);
    expect(Object.keys(files)).toContain(name === 'minecraft' ? 'tiles/meadow-0.png' : 'meadow.png');
    expect(files['README.txt']).toContain(of === meadow ? '20 tiles' : '4 tiles');
    expect(String(files['README.txt']).split('\n').length).toBeLessThanOrEqual(8);
  }
});

it.each(withoutSets)('%s: a set of tiles is refused, with what takes it; one tile is a picture', (name) => {
  for (const of of [meadow, stones])
    expect(() => filesFor(name, of)).toThrow(
      `and this is a set of ${of.animation.frames.length} tiles. Choose an engine with tiles, such as Godot, Tiled or Unity, or plain files.`,
    );
  if (name === 'emoji') expect(Object.keys(filesFor(name, art({}, [15])))).toContain('emoji/meadow.png');
});

it('what is for Aseprite is an .aseprite file, and for Minecraft each tile a texture that is not animated', () => {
  expect(readAseprite(filesFor('aseprite', meadow)['meadow.aseprite'] as Uint8Array).frames).toHaveLength(20);
  const textures = Object.entries(filesFor('minecraft', stones)).filter(([path]) => path !== 'README.txt');
  expect(textures.map(([path]) => path)).toEqual([0, 1, 2, 3].map((number) => `tiles/meadow-${number}.png`));
  for (const [, texture] of textures)
    expect(readPngPixels(texture as Uint8Array)).toMatchObject({ width: 16, height: 16 });
});

it('a blob has its outermost pixels around each tile, and the JSON says where each lies', () => {
  const files = filesFor('plain', meadow);
  const json = JSON.parse(String(files['meadow-blob.json']));
  expect(json.tiles).toHaveLength(48);
  expect(json).toMatchObject({ tile: { width: 16, height: 16 }, columns: 8, margin: 1, spacing: 2 });
  expect(json.tiles[0]).toEqual({ id: 0, x: 1, y: 1, neighbours: [] });
  expect(json.tiles[47]).toMatchObject({ isOuter: true });
  const { data, width } = readPngPixels(files['meadow-blob.png'] as Uint8Array);
  for (const { x, y } of json.tiles) {
    expect(data[(y - 1) * width + x + 3]).toBe(data[y * width + x + 3]);
    expect(data[(y + 16) * width + x + 3]).toBe(data[(y + 15) * width + x + 3]);
  }
  expect(JSON.parse(String(files['meadow.json'])).tiles[1]).toMatchObject({ innerCorners: ['bottomRight'] });
});

describe('Tiled', () => {
  it('has the corners of each tile, clockwise, and the blob with a second colour for what is outside', () => {
    const corners = textOf('tiled', 'meadow.tsx');
    expect(corners).toContain('<wangset name="Grounds" type="corner" tile="-1">');
    // Only its lower right corner is of the inner ground: the fourth of eight numbers.
    expect(corners).toContain('<wangtile tileid="1" wangid="0,2,0,1,0,2,0,2"/>');
    const blob = textOf('tiled', 'meadow-blob.tsx');
    expect(blob).toContain('type="mixed"');
    // The tile that stands alone has the same around it as the outer one.
    expect(blob.match(/<wangtile /g)).toHaveLength(47);
    expect(blob).toContain('<wangtile tileid="46" wangid="1,1,1,1,1,1,1,1"/>');
    expect(blob).toContain('<wangtile tileid="47" wangid="2,2,2,2,2,2,2,2"/>');
    expect(new Set(blob.match(/wangid="[^"]+"/g)).size).toBe(47);
    expect(textOf('tiled', 'meadow-map.tmx')).not.toContain(',\n</data>');
    expect(textOf('tiled', 'meadow.tsx', stones)).not.toContain('wangset');
  });

  const rasterizer = 'tmxrasterizer';
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };
  const isThere = spawnSync(rasterizer, ['--version'], { env }).status === 0;
  if (!isThere) console.info('Tiled is not installed: nobody draws the exported maps here (apt-get install tiled).');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'upixel-tiled-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.skipIf(!isThere)('draws the maps as they are shown, to the pixel', async () => {
    for (const of of [meadow, stones]) {
      for (const [path, content] of Object.entries(filesFor('tiled', of))) await writeFile(join(folder, path), content);
      for (const set of [ownSet(of), blobSet(of)]) {
        if (!set) continue;
        const drawn = join(folder, `${set.name}.drawn.png`);
        expect(spawnSync(rasterizer, [join(folder, `${set.name}-map.tmx`), drawn], { env }).status).toBe(0);
        const { data, width, height } = readPngPixels(await readFile(drawn));
        const wanted = pixelsFrom(mapPicture(of, set));
        expect({ width, height }).toEqual({ width: wanted.width, height: wanted.height });
        expect(data.reduce((count, pixel, at) => count + (pixel === wanted.data[at] ? 0 : 1), 0)).toBe(0);
      }
    }
  });
});

it('Godot gets each tile before what is said of it, and bits of neighbours of its terrain alone', () => {
  const lines = textOf('godot', 'meadow.tres').split('\n');
  const made = lines.filter((line) => /^\d+:\d+\/0 = 0$/.test(line));
  expect(made).toHaveLength(48);
  for (const line of lines.filter((each) => /^\d+:\d+\/0\/terrain = 0$/.test(each)))
    expect(lines.indexOf(`${line.split('/terrain')[0]} = 0`)).toBeLessThan(lines.indexOf(line));
  // 47 tiles are of the terrain; all around one of them is, too.
  expect(lines.filter((line) => line.endsWith('/terrain = 0'))).toHaveLength(47);
  expect(lines.filter((line) => line.startsWith('6:5/0/terrains_peering_bit/'))).toHaveLength(8);
  expect(lines.filter((line) => line.startsWith('0:0/0/terrains_peering_bit/'))).toEqual([]);
  expect(lines).toContain('terrain_set_0/mode = 0');
  expect(textOf('godot', 'meadow.tres', stones)).not.toContain('terrain');
});

describe('LDtk', () => {
  const project = JSON.parse(textOf('ldtk', 'meadow.ldtk'));
  const [layer] = project.defs.layers;
  const { rules } = layer.autoRuleGroups[0];
  const [instance] = project.levels[0].layerInstances;

  /** As LDtk reads a rule: a positive number must be there, a negative one must not, 0 is anything. */
  const fits = (
    pattern: number[],
    size: number,
    value: (x: number, y: number) => number | null,
    x: number,
    y: number,
  ) =>
    pattern.every((wanted, at) => {
      const half = (size - 1) / 2;
      const there = value(x + (at % size) - half, y + Math.floor(at / size) - half);
      return wanted === 0 || (wanted > 0 ? there === wanted : there !== -wanted);
    });

  it('has a rule for each tile, and each cell fits exactly one', () => {
    expect(rules).toHaveLength(48);
    for (let around = 0; around < 512; around += 1) {
      const value = (x: number, y: number) => (around >> ((y + 1) * 3 + x + 1)) & 1;
      const found = rules.filter((rule: { pattern: number[]; size: number }) =>
        fits(rule.pattern, rule.size, value, 0, 0),
      );
      expect(found).toHaveLength(1);
    }
  });

  it('lays the tiles that the map has, by those rules', () => {
    const map = blobSet(meadow)?.map;
    expect(instance.autoLayerTiles.map(({ t }: { t: number }) => t)).toEqual(map?.tiles);
    const { columns = 0, rows = 0 } = map ?? {};
    const isOutside = (x: number, y: number) => x < 0 || y < 0 || x >= columns || y >= rows;
    for (let y = 0; y < rows; y += 1)
      for (let x = 0; x < columns; x += 1) {
        const rule = rules.find((each: { pattern: number[]; size: number; outOfBoundsValue: number | null }) => {
          const value = (at: number, down: number) =>
            isOutside(at, down) ? each.outOfBoundsValue : instance.intGridCsv[down * columns + at];
          return fits(each.pattern, each.size, value, x, y);
        });
        expect(rule.tileRectsIds).toEqual([[map?.tiles[y * columns + x]]]);
      }
  });

  it('takes square tiles alone, and says so', () => {
    const flat = {
      ...meadow,
      animation: {
        ...meadow.animation,
        height: 8,
        frames: meadow.animation.frames.map(({ indices, ms }) => ({ indices: indices.slice(0, 128), ms })),
      },
    };
    expect(() => filesFor('ldtk', flat)).toThrow('LDtk takes square tiles, and these are 16 × 8');
  });
});
