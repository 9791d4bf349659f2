import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Aseprite from 'ase-parser';
import * as fc from 'fast-check';
import sharp, { type PngOptions, type SharpOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { animations, largest } from '#test/builders/pixel-art.ts';
import { indexed, pixelsFrom } from '../indexed.ts';
import type { Animation, IndexedPicture } from '../picture.ts';
import { withClearFirst } from './aseprite/clear-first.ts';
import { writeAseprite } from './aseprite/write-aseprite.ts';
import { writeGif } from './gif/write-gif.ts';
import { readPng, readPngPixels } from './png/read-png.ts';
import { writeApng } from './png/write-apng.ts';
import { writePng } from './png/write-png.ts';
import { writeWebp } from './webp/write-webp.ts';

/** A disc that moves and is held once, on what is clear. */
const walk: Animation = {
  width: 24,
  height: 20,
  colours: [0xff8800, 0x102030, 0, 0xffffff, 0x88cc44],
  clear: 2,
  frames: [4, 9, 9, 14].map((centre, number) => ({
    indices: Uint8Array.from({ length: 24 * 20 }, (_, at) => {
      const far = Math.hypot((at % 24) - centre, Math.floor(at / 24) - 10);
      return far < 3 ? 0 : far < 4 ? 1 : far < 5 ? 3 : 2;
    }),
    ms: [70, 120, 120, 250][number] ?? 0,
  })),
  tags: [],
};
const still: IndexedPicture = { ...walk, indices: walk.frames[0]?.indices ?? new Uint8Array() };

const rgba = async (bytes: Uint8Array, options?: SharpOptions) => {
  const { data, info } = await sharp(bytes, options).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { ...info, pixels: new Uint32Array(data.buffer, data.byteOffset, data.length / 4) };
};

/** With words for each of 147,456 numbers a comparison takes seconds. */
const isSame = (one: Uint32Array, other: Uint32Array) =>
  one.length === other.length && one.every((pixel, at) => pixel === other[at]);

it.each([
  ['a sprite', still],
  ['the largest', largest],
])('sharp sees in our PNG what we do: %s', async (_, picture) => {
  const { width, height, pixels } = await rgba(writePng(picture));
  const own = readPngPixels(writePng(picture));
  expect({ width, height }).toEqual({ width: own.width, height: own.height });
  expect(isSame(pixels, own.data)).toBe(true);
});

/** So that neighbours differ by little, and every filter is worth choosing. */
const photograph = Buffer.from(
  Uint8Array.from({ length: 61 * 47 * 4 }, (_, at) => {
    const [x, y] = [(at >> 2) % 61, Math.floor(at / (61 * 4))];
    return at % 4 === 3
      ? 255 - (x & 3) * 60
      : 128 + 90 * Math.sin(x / 7 + (at % 4)) + 30 * Math.cos(y / 3) + ((x * y) % 5);
  }),
);
const photo = () => sharp(photograph, { raw: { width: 61, height: 47, channels: 4 } });

it.each([
  ['with every filter', { adaptiveFiltering: true }],
  ['interlaced', { progressive: true }],
  ['both', { adaptiveFiltering: true, progressive: true }],
  ['with a palette', { palette: true, colours: 200 }],
  ['with a palette of 4 bits, interlaced', { palette: true, colours: 12, progressive: true }],
  ['with a palette of 1 bit', { palette: true, colours: 2 }],
])('a PNG that sharp writes %s is read as sharp reads it', async (_, options: PngOptions) => {
  const png = await photo().png(options).toBuffer();
  expect(readPngPixels(png).data).toEqual((await rgba(png)).pixels);
  const opaque = await photo().removeAlpha().png(options).toBuffer();
  expect(readPngPixels(opaque).data).toEqual((await rgba(opaque)).pixels);
});

it('a grey PNG is read as well, and an indexed one of others with its palette', async () => {
  const grey = await photo().removeAlpha().greyscale().png().toBuffer();
  expect(readPngPixels(grey).data).toEqual((await rgba(grey)).pixels);
  const { data, ...size } = pixelsFrom(still);
  const raw = { ...size, channels: 4 } as const;
  const theirs = await sharp(new Uint8Array(data.buffer), { raw }).png({ palette: true, progressive: true }).toBuffer();
  expect(pixelsFrom(readPng(theirs)).data).toEqual(data);
  expect(indexed(readPngPixels(theirs), readPng(theirs))).toMatchObject({ colours: readPng(theirs).colours });
});

it('sharp sees every frame and time of our GIF', async () => {
  const gif = writeGif(walk);
  const { delay, loop, pages } = await sharp(gif, { animated: true }).metadata();
  expect({ delay, loop, pages }).toEqual({ delay: walk.frames.map(({ ms }) => ms), loop: 0, pages: 4 });
  expect(await seen(gif)).toEqual(looksOf(walk));
});

/** All frames one below the other; what is clear has any colour there. */
const seen = async (bytes: Uint8Array) =>
  (await rgba(bytes, { animated: true })).pixels.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel));
const looksOf = ({ frames, tags: _, ...rest }: Animation) =>
  Uint32Array.from(frames.flatMap(({ indices }) => [...pixelsFrom({ ...rest, indices }).data]));

it('sharp sees every frame and time of our WebP, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(animations, async (animation) => {
      const webp = writeWebp(animation);
      expect(await seen(webp)).toEqual(looksOf(animation));
      const { delay, loop } = await sharp(webp, { animated: true }).metadata();
      const times = animation.frames.map(({ ms }) => ms);
      expect({ delay, loop }).toEqual(times.length === 1 ? {} : { delay: times, loop: 0 });
      expect(writeWebp(animation)).toEqual(webp);
    }),
    { numRuns: 60 },
  );
  const { indices, ...rest } = largest;
  const frames = [indices, indices.toReversed()].map((each) => ({ indices: each, ms: 40 }));
  const twice = { ...rest, frames, tags: [] };
  expect(isSame(await seen(writeWebp(twice)), looksOf(twice))).toBe(true);
});

it('ase-parser finds in our .aseprite file the frames, times, tags and colours', () => {
  const tags = [{ name: 'there', from: 0, to: 3, direction: 'pingpong', repeat: 2 } as const];
  const file = new Aseprite(Buffer.from(writeAseprite({ ...walk, tags }, 'Disc')), 'walk.aseprite');
  file.parse();
  const own = withClearFirst(walk);
  expect({ ...file }).toMatchObject({
    width: 24,
    height: 20,
    colorDepth: 8,
    numFrames: 4,
    numColors: 5,
    paletteIndex: 0,
  });
  expect(file.layers).toMatchObject([{ name: 'Disc', opacity: 255 }]);
  expect(file.tags).toMatchObject([{ name: 'there', from: 0, to: 3, animDirection: 'Ping-pong' }]);
  const hex = file.palette.colors.map(({ red, green, blue, alpha }) => [(red << 16) | (green << 8) | blue, alpha]);
  expect(hex).toEqual(own.colours.map((colour, index) => [colour, index === 0 ? 0 : 255]));
  expect(file.frames.map(({ frameDuration }) => frameDuration)).toEqual(walk.frames.map(({ ms }) => ms));
  for (const [number, { cels }] of file.frames.entries()) {
    const [cel] = cels;
    // The third frame is the second one held.
    expect(cel?.link).toBe(number === 2 ? 1 : undefined);
    if (number !== 2) expect(cel?.rawCelData).toEqual(Buffer.from(own.frames[number]?.indices ?? []));
  }
});

/** Programs that look at a file and say whether it is whole; each only where it is installed. */
const judges = [
  { program: 'pngcheck', file: 'still.png', args: ['-q'], says: /^$/ },
  { program: 'pngcheck', file: 'walk.png', args: ['-q'], says: /^$/ },
  { program: 'gifsicle', file: 'walk.gif', args: ['--info'], says: /4 images[\s\S]*delay 0\.07s[\s\S]*delay 0\.25s/ },
  { program: 'webpinfo', file: 'walk.webp', args: [], says: /No error detected/ },
  { program: 'exiftool', file: 'still.png', args: ['-s3', '-ColorType'], says: /^Palette$/m },
  { program: 'exiftool', file: 'walk.gif', args: ['-s3', '-FrameCount'], says: /^4$/m },
] as const;

const isHere = (program: string) => !spawnSync(program, ['--version']).error;

describe('programs of others', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'upixel-judges-'));
    await writeFile(join(folder, 'still.png'), writePng(still));
    await writeFile(join(folder, 'walk.png'), writeApng(walk));
    await writeFile(join(folder, 'walk.gif'), writeGif(walk));
    await writeFile(join(folder, 'walk.webp'), writeWebp(walk));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  for (const { program, file, args, says } of judges) {
    const isMissing = !isHere(program);
    it.skipIf(isMissing)(
      `${program} finds nothing wrong with ${file}${isMissing ? ` (${program} is not installed)` : ''}`,
      () => {
        const { status, stdout } = spawnSync(program, [...args, join(folder, file)], { encoding: 'utf8' });
        expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(says) });
      },
    );
  }
});
