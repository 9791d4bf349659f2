import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { photoWithPlace, rawPng, scene } from '#core/images/sample-pictures.ts';
import { normaliseInput } from './normalise-input.ts';

it('takes the place and the owner out of a photograph and stands it upright', async () => {
  const photo = await photoWithPlace(400, 300);
  const before = await sharp(photo).metadata();
  expect(before.orientation).toBe(6);
  expect(photo.includes('Ada Lovelace')).toBe(true);

  const { bytes, width, height } = await normaliseInput(photo);
  const after = await sharp(bytes).metadata();
  expect(after).toMatchObject({ format: 'png', width: 300, height: 400 });
  expect([width, height]).toEqual([300, 400]);
  expect([after.exif, after.xmp, after.iptc, after.orientation, after.comments]).toEqual(Array(5).fill(undefined));
  expect(bytes.includes('Ada')).toBe(false);
});

it('scales down to the side asked for, never up', async () => {
  const large = await scene(3_000, 1_500).jpeg().toBuffer();
  expect(await normaliseInput(large)).toMatchObject({ width: 2048, height: 1024, contentType: 'image/png' });
  expect(await normaliseInput(large, { maxSidePx: 384 })).toMatchObject({ width: 384, height: 192 });
  expect(await normaliseInput(await scene(64, 32).webp().toBuffer())).toMatchObject({ width: 64, height: 32 });
});

describe('for a model that draws on a grid', () => {
  const cells = 48;
  const art = (channels: 3 | 4) => randomBytes(cells * cells * channels);
  /** By hand: sharp changes the colours of translucent pixels. */
  function enlarged(pixels: Buffer, channels: 3 | 4, factor: number) {
    const side = cells * factor;
    const large = Buffer.alloc(side * side * channels);
    for (let at = 0; at < side * side; at++) {
      const from = (Math.floor(at / side / factor) * cells + Math.floor((at % side) / factor)) * channels;
      pixels.copy(large, at * channels, from, from + channels);
    }
    return sharp(large, { raw: { width: side, height: side, channels } });
  }

  it.each([
    ['png', 10, 3],
    ['png', 4, 4],
    ['webp', 3, 4],
    ['png', 1, 4],
  ] as const)(
    'an enlargement goes back to one pixel a pixel, exactly: %s, %i times',
    async (format, factor, channels) => {
      const pixels = art(channels);
      const bytes = await enlarged(pixels, channels, factor)
        .toFormat(format, { lossless: true, exact: true } as object)
        .toBuffer();
      const sent = await normaliseInput(bytes, { maxSidePx: 384, onGrid: true });
      expect([sent.width, sent.height]).toEqual([cells, cells]);
      expect((await sharp(sent.bytes).raw().toBuffer()).equals(pixels)).toBe(true);
    },
  );

  it('a picture that was not enlarged is scaled down as ever', async () => {
    const photo = await scene(800, 600).png().toBuffer();
    expect(await normaliseInput(photo, { maxSidePx: 384, onGrid: true })).toMatchObject({ width: 384, height: 288 });
  });

  it('a picture of one colour stays as large as the model needs it', async () => {
    const flat = sharp({ create: { width: 64, height: 64, channels: 3, background: '#123456' } });
    const bytes = await flat.png().toBuffer();
    expect(await normaliseInput(bytes, { maxSidePx: 384, onGrid: true })).toMatchObject({ width: 16, height: 16 });
  });
});

it('takes the first picture of an animation', async () => {
  const gif = await scene(20, 40).gif().toBuffer();
  expect(await normaliseInput(gif)).toMatchObject({ width: 20, height: 40 });
});

it('refuses bombs, damage and what is no picture', async () => {
  await expect(normaliseInput(rawPng({ width: 16_000, height: 16_000 }))).rejects.toMatchObject({
    code: 'too_many_pixels',
  });
  const photo = await photoWithPlace(400, 300);
  await expect(normaliseInput(photo.subarray(0, photo.length / 2))).rejects.toMatchObject({ code: 'broken' });
  await expect(normaliseInput(Buffer.from('<svg width="1" height="1"/>'))).rejects.toMatchObject({
    code: 'not_an_image',
  });
});
