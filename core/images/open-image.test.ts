import { setImmediate as aTurn } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decoded, openImage } from './open-image.ts';
import { scene } from './sample-pictures.ts';

test('two pictures are decoded at a time, and the next when one of them is done', async () => {
  const ends: Array<() => void> = [];
  const work = () => decoded(() => new Promise<void>((resolve) => ends.push(resolve)));
  const all = [work(), work(), work()];
  await expect.poll(() => ends.length).toBe(2);
  await aTurn();
  expect(ends).toHaveLength(2);
  ends[0]?.();
  await all[0];
  await expect.poll(() => ends.length).toBe(3);
  for (const end of ends) end();
  await Promise.all(all);
});

test('a picture is opened with a limit of time, past which it is said to be too slow', async () => {
  const image = await openImage(await scene(64, 64).png().toBuffer());
  // As libvips is given it; there is no documented way to read it back.
  expect(image).toMatchObject({ options: { timeoutSeconds: 20 } });
  const slow = sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: '#123456' } });
  await expect(decoded(() => slow.blur(80).timeout({ seconds: 1 }).png().toBuffer())).rejects.toMatchObject({
    name: 'ImageError',
    code: 'too_slow',
  });
});
