import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createPixelThreads } from '#core/images/pixel-threads.ts';
import { rawOf } from '#core/images/raw-pixels.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { drawArt } from '#test/pixel/art.ts';
import { movingArt, movingFile } from '#test/pixel/foreign.ts';
import { pixelArtOf } from './pixel-art-of.ts';

const threads = createPixelThreads();
afterAll(() => threads.stop());

test('what is pixel art already is judged, and brought to other colours, in a thread', async () => {
  const art = drawArt('landscape', createRandom('native'), { width: 64, height: 64, colours: 16, matte: true });
  const bytes = await sharp(...rawOf(art))
    .png()
    .toBuffer();
  const done: string[] = [];
  const watched = new Proxy(threads, {
    get(target, name: keyof typeof threads) {
      done.push(name);
      return target[name];
    },
  });
  const signal = AbortSignal.timeout(60_000);
  const asItIs = await pixelArtOf(watched, bytes, { wish: {}, mark: undefined, signal });
  expect(asItIs).toMatchObject({ found: { kind: 'native', facts: { width: 64, grid: 1 } }, made: [] });
  const palette = { colours: [0x102030, 0xff8800] };
  const { found, made } = await pixelArtOf(watched, bytes, { wish: { palette }, mark: undefined, signal });
  expect([found.kind, made.map(({ contract }) => contract.breaches)]).toEqual(['snapped', [[]]]);
  expect(done).toEqual(['snap', 'check', 'snap', 'check', 'inContract']);
});

const signal = () => AbortSignal.timeout(60_000);

test('the frames of what moves have one grid and the same colours, and become a sheet that keeps their times', async () => {
  const { bytes } = await movingArt(6);
  const { found, made, seen } = await pixelArtOf(threads, bytes, { wish: {}, mark: undefined, signal: signal() });
  expect(found).toEqual({ kind: 'snapped', width: 32 * 7, height: 24 * 7, frames: 6 });
  expect(made).toMatchObject([
    {
      image: { width: 32 * 3, height: 24 * 2, contentType: 'image/png' },
      layout: { kind: 'animation', width: 32, height: 24, columns: 3, tags: [] },
      contract: { breaches: [], asked: { width: 96, height: 48 } },
    },
  ]);
  expect(made[0]?.layout?.frames.map(({ ms }) => ms)).toEqual([80, 120, 160, 200, 240, 280]);
  expect(await seen()).toMatchObject([{ width: 32 * 7 * 3, height: 24 * 7 * 2 }]);
});

test('a size that is said is each frame’s, where there is no grid', async () => {
  const smooth = (seed: string) =>
    drawArt('landscape', createRandom(seed), { width: 450, height: 300, colours: 200, matte: true });
  const bytes = await movingFile(['a', 'b', 'c'].map(smooth));
  const wish = { longest: 60, colours: 12 };
  const { found, made } = await pixelArtOf(threads, bytes, { wish, mark: undefined, signal: signal() });
  expect(made[0]?.layout).toMatchObject({ width: 60, height: 40, columns: 3 });
  expect(made[0]?.contract.facts.colours).toBeLessThanOrEqual(12);
  expect(found.frames).toBe(3);
});
