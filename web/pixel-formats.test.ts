import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeGif } from '#core/pixel/formats/gif/write-gif.ts';
import { writeApng } from '#core/pixel/formats/png/write-apng.ts';
import { writeWebp } from '#core/pixel/formats/webp/write-webp.ts';
import { pixelsFrom } from '#core/pixel/indexed.ts';
import type { Animation } from '#core/pixel/picture.ts';
import { launchBrowser } from '#test/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Three pixels, of which two change, held once; all times are such as a GIF can have. */
const animation = (clear?: number): Animation => ({
  width: 3,
  height: 2,
  colours: [0x102030, 0xff0000, 0x00ff00, 0x3366cc, 0xffffff],
  ...(clear === undefined ? {} : { clear }),
  frames: [
    { indices: Uint8Array.of(0, 1, 2, 3, 4, 0), ms: 20 },
    { indices: Uint8Array.of(0, 2, 2, 3, 1, 0), ms: 70 },
    { indices: Uint8Array.of(0, 2, 2, 3, 1, 0), ms: 130 },
    { indices: Uint8Array.of(0, 0, 2, 0, 4, 1), ms: 1_010 },
  ],
  tags: [],
});

/** What ImageDecoder finds. It is there for pages of HTTPS only; its types are not in every version of TypeScript's. */
const decode = `async ({ type, bytes }) => {
  const decoder = new ImageDecoder({ type, data: Uint8Array.from(bytes), colorSpaceConversion: 'none' });
  await decoder.tracks.ready;
  await decoder.completed;
  const frames = [];
  for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack.frameCount; frameIndex += 1) {
    const { image } = await decoder.decode({ frameIndex });
    const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.displayWidth, image.displayHeight);
    frames.push({ ms: image.duration / 1000, pixels: [...new Uint32Array(data.buffer)] });
    image.close();
  }
  return { frames, repetitions: String(decoder.tracks.selectedTrack.repetitionCount) };
}`;

test('Chromium sees every frame of our GIF, APNG and WebP, for exactly as long, for ever', async () => {
  const page = await browser.newPage();
  await page.route('https://pixels.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Pixels</title>' }),
  );
  await page.goto('https://pixels.example/');
  for (const clear of [undefined, 0, 4]) {
    const art = animation(clear);
    const expected = art.frames.map(({ indices, ms }) => ({ ms, pixels: [...pixelsFrom({ ...art, indices }).data] }));
    for (const [type, file] of [
      ['image/gif', writeGif(art)],
      ['image/png', writeApng(art)],
      ['image/webp', writeWebp(art)],
    ] as const) {
      const found = await page.evaluate(`(${decode})(${JSON.stringify({ type, bytes: [...file] })})`);
      expect({ type, clear, found }).toEqual({ type, clear, found: { frames: expected, repetitions: 'Infinity' } });
    }
  }
  await page.close();
});
