import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createPixelThreads } from '#core/images/pixel-threads.ts';
import { rawOf } from '#core/images/raw-pixels.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { drawArt } from '#test/pixel/art.ts';
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
