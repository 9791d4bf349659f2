// npm run pictures:pixel: draws the pictures of docs/pixel.md, with what the product itself does. The files are committed, so this runs only if they should change.
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { tilesIn } from '#core/assets/layout/cut-layout.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { indexed, pixelsFrom } from '#core/pixel/indexed.ts';
import { classics } from '#core/pixel/palettes/classics.ts';
import type { Dither } from '#core/pixel/palettes/dither.ts';
import { extractPalette } from '#core/pixel/palettes/extract.ts';
import { lockTo, reduceToPalette } from '#core/pixel/palettes/reduce.ts';
import { planSwap, recoloured } from '#core/pixel/palettes/swap.ts';
import { swatchGrid } from '#core/pixel/palettes/swatch-grid.ts';
import type { IndexedPicture, Pixels } from '#core/pixel/picture.ts';
import { snap } from '#core/pixel/snap/snap.ts';
import { cornersIn } from '#core/pixel/tiles/corners.ts';
import { drawMap, randomMap } from '#core/pixel/tiles/map.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import { drawSprite } from '#sandbox/replicate/pictures/sprite.ts';
import { drawTiles } from '#sandbox/replicate/pictures/tiles.ts';

const folder = resolve(import.meta.dirname, '../docs/pixel');
const side = 64;

const art = (prompt: string): Pixels => {
  const { data, width, height } = drawSprite({ prompt, seed: 7, width: side, height: side, ground: 'scene', block: 1 });
  return { data: new Uint32Array(Uint8Array.from(data).buffer), width, height };
};

const coloursOf = (id: string) => classics.find((each) => each.id === id)?.colours ?? [];

/** Side by side, with a gap in which nothing is. */
function beside(pictures: readonly Pixels[], gap = 4): Pixels {
  const height = Math.max(...pictures.map((each) => each.height));
  const width = pictures.reduce((sum, each) => sum + each.width + gap, -gap);
  const data = new Uint32Array(width * height);
  let left = 0;
  for (const each of pictures) {
    for (let y = 0; y < each.height; y += 1)
      data.set(each.data.subarray(y * each.width, (y + 1) * each.width), y * width + left);
    left += each.width + gap;
  }
  return { data, width, height };
}

async function keep(name: string, pixels: Pixels, factor = 1): Promise<void> {
  const large = enlarged(pixels, factor);
  const held = indexed(large);
  if (!held) throw new Error(`${name} has more than 256 colours`);
  await keepIndexed(name, held);
}

async function keepIndexed(name: string, picture: IndexedPicture): Promise<void> {
  const bytes = writePng(picture);
  await writeFile(resolve(folder, `${name}.png`), bytes);
  console.log(`docs/pixel/${name}.png, ${Math.round(bytes.length / 1000)} kB`);
}

/** What a set of two grounds looks like when it is used. */
function mapOfTiles(prompt: string, around: string): IndexedPicture {
  const order = { style: 'tileset', width: 16, height: 16, outside: around } as const;
  const { data, width, height } = drawTiles(order, { prompt, seed: 7, hasBadSeams: false });
  const file = indexed({ data: new Uint32Array(Uint8Array.from(data).buffer), width, height });
  if (!file) throw new Error('The tiles have more than 256 colours');
  const tiles = tilesIn(file, { kind: 'tiles', width: 16, height: 16, columns: 4, count: 20, set: 'corners' });
  const corners = cornersIn(tiles.map((tile) => pixelsFrom(tile)));
  return drawMap(randomMap({ count: tiles.length, corners }, 7), file, tiles);
}

/** As most models draw what they call pixel art: cells of eleven and a bit, soft edges, and the noise of a JPEG. */
async function fake(pixels: Pixels): Promise<Pixels> {
  const target = Math.round(pixels.width * 11.3);
  const raw = { raw: { width: pixels.width, height: pixels.height, channels: 4 as const } };
  const jpeg = await sharp(Buffer.from(pixels.data.buffer), raw)
    .resize(target, target, { kernel: 'cubic' })
    .jpeg({ quality: 82 })
    .toBuffer();
  const { data, info } = await sharp(jpeg).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint32Array(Uint8Array.from(data).buffer), width: info.width, height: info.height };
}

await mkdir(folder, { recursive: true });

const fox = pixelsFrom(lockTo(art('a fox wizard in the desert'), { colours: coloursOf('sweetie-16') }));
const own = extractPalette(fox, 256).colours;
const swapped = ['pico-8', 'game-boy', 'c64'].map((id) => recoloured(fox, planSwap(own, coloursOf(id), 'ramps')));
await keep('swap', beside([fox, ...swapped]), 3);

const night = art('an owl mage at night');
const dithers: Dither[] = ['none', 'bayer2', 'bayer4', 'bayer8'];
const few = dithers.map((dither) => pixelsFrom(reduceToPalette(night, { colours: coloursOf('game-boy') }, { dither })));
await keep('fewer', beside(few), 3);

await keep('tiles', pixelsFrom(mapOfTiles('grey stones', 'lush grass')), 3);

await keepIndexed('palette', swatchGrid(coloursOf('sweetie-16')));

const knight = pixelsFrom(lockTo(art('a mushroom knight in the forest'), { colours: coloursOf('db32') }));
const blurred = await fake(knight);
const found = snap(blurred);
if (found.kind !== 'snapped') throw new Error(`The example is ${found.kind}`);
console.log(`snapped to ${found.columns} × ${found.rows}, as it was drawn: ${found.columns === side}`);
/** A part of both, as large: sixteen cells. */
const part = (pixels: Pixels, left: number, top: number, size: number): Pixels => ({
  data: Uint32Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [left + (at % size), top + Math.floor(at / size)];
    return pixels.data[y * pixels.width + x] ?? 0;
  }),
  width: size,
  height: size,
});
const cells = 22;
const [before, after] = [
  part(blurred, Math.round(20 * 11.3), Math.round(18 * 11.3), Math.round(cells * 11.3)),
  enlarged(part(found.picture, 20, 18, cells), 11),
];
const both = beside([before, after], 12);
const file = await sharp(Buffer.from(both.data.buffer), {
  raw: { width: both.width, height: both.height, channels: 4 },
})
  .png({ palette: true, colours: 128, compressionLevel: 9 })
  .toBuffer();
await writeFile(resolve(folder, 'snap.png'), file);
console.log(`docs/pixel/snap.png, ${Math.round(file.length / 1000)} kB`);
