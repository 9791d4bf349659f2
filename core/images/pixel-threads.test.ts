import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { drawArt } from '#test/pixel/art.ts';
import { damages } from '#test/pixel/damages.ts';
import { toPixels } from '#test/pixel/layers.ts';
import { exportFolder } from '../pixel/engines/export-zip.ts';
import { writeAnimation } from '../pixel/formats/write-animation.ts';
import { zipOf } from '../pixel/formats/zip.ts';
import { enlarged } from '../pixel/whole-factors.ts';
import { createPixelThreads } from './pixel-threads.ts';

const threads = createPixelThreads();
afterEach(() => threads.stop());

const picture = () => {
  const art = drawArt('landscape', createRandom('thread'), { width: 32, height: 32, colours: 16, matte: true });
  return toPixels(damages.noisy(art, createRandom('thread'), 31.7).layer);
};

test('a picture is snapped in a thread, which is there from the first on, while this process does something else', async () => {
  expect(threads.running).toBe(0);
  const one = picture();
  let turns = 0;
  let isDone = false;
  const all = Promise.all(Array.from({ length: 8 }, () => threads.snap([one]))).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await pause(1);
    turns += 1;
  }
  for (const found of await all) expect(found).toMatchObject({ kind: 'snapped', columns: 32, rows: 32 });
  // Eight snaps one after the other would have left room for nine.
  expect(turns).toBeGreaterThan(30);
  expect(threads.running).toBeGreaterThan(0);
  expect(one.data.length).toBe(one.width * one.height);
});

const still = () => ({
  ...{ width: 2, height: 1, colours: [0x102030, 0xf0f0f0], tags: [] },
  frames: [{ indices: Uint8Array.of(0, 1), ms: 100 }],
});

test('what is exported is written in a thread, byte for byte as it would be here', async () => {
  const art = { name: 'fox', id: 'an-id', animation: still() };
  for (const engine of ['emoji', 'godot'] as const) {
    const made = await threads.folder({ engine, art });
    expect(made).toEqual({ art, ...exportFolder(engine, art) });
    if ('files' in made) expect(await threads.zip(made.files)).toEqual(zipOf(made.files));
  }
  for (const form of ['gif', 'apng', 'webp', 'aseprite'] as const)
    expect(await threads.animation(art.animation, form, 'fox')).toEqual(writeAnimation(art.animation, form, 'fox'));
  expect(threads.running).toBeGreaterThan(0);
});

test('of several in one sheet, and of what an engine has no place for, a thread says what it made or why not', async () => {
  const arts = ['fox', 'owl'].map((name) => ({ name, id: name, animation: still() }));
  const sheet = { name: 'sheet', id: 'a-sheet' };
  expect(await threads.folder({ engine: 'plain', arts, sheet })).toMatchObject({
    art: { name: 'sheet', animation: { frames: { length: 2 } } },
  });
  const large = { ...still(), width: 200, frames: [{ indices: new Uint8Array(200), ms: 100 }] };
  const refused = await threads.folder({ engine: 'emoji', art: { name: 'fox', id: 'fox', animation: large } });
  expect(refused).toEqual({ refused: expect.stringContaining('128 × 128 pixels at most') });
});

test('a picture is enlarged in a thread, and stays as it was here', async () => {
  const one = { width: 3, height: 2, data: Uint32Array.from({ length: 6 }, (_, at) => 0xff000000 + at) };
  expect(await threads.enlarge(one, 2)).toEqual(enlarged(one, 2));
  expect(one.data.length).toBe(6);
});

test('what is not a set of pictures is refused with the words of the one who refuses', async () => {
  await expect(threads.snap([])).rejects.toThrow('There is no picture to snap.');
});

test('a picture without a grid is made so many cells in a thread as well', async () => {
  const one = picture();
  expect(await threads.pixelate([one], { longest: 16, colours: 4 })).toMatchObject([{ width: 16, height: 16 }]);
  expect(one.data.length).toBe(one.width * one.height);
});

test('what takes too long is ended, and the next picture is served by another thread', async () => {
  const large = {
    width: 2048,
    height: 2048,
    data: Uint32Array.from({ length: 2048 ** 2 }, (_, at) => at * 2_654_435_761),
  };
  await expect(threads.snap([large], {}, AbortSignal.timeout(20))).rejects.toThrow(/abort/i);
  expect(await threads.snap([picture()])).toMatchObject({ kind: 'snapped', columns: 32 });
});

test('what would keep a bot from answering is read in a thread: palettes, the colours of pictures, pixel art', async () => {
  const written = (text: string) => threads.readPalette(Buffer.from(text), 'foxes.hex');
  expect(await written('1a1c2c\nf4f4f4')).toMatchObject({ read: { palette: { name: 'foxes' } } });
  expect(await written('aabbcc '.repeat(300))).toMatchObject({ refused: expect.stringContaining('300 colours') });
  const orange = { data: new Uint32Array(16).fill(0xff0088ff), width: 4, height: 4 };
  expect(await threads.coloursOf(orange)).toEqual([{ colour: 0xff8800, pixels: 16 }]);
  expect(await threads.indexFrames([orange], [50])).toMatchObject({ colours: [0xff8800], frames: [{ ms: 50 }] });
  expect(await threads.indexFrames([{ ...orange, data: new Uint32Array(16).fill(0x800088ff) }], [50])).toBe(
    'half_clear',
  );
  expect(await threads.readIndexed(Buffer.from('no picture'), 'png', 1)).toBeUndefined();
});
