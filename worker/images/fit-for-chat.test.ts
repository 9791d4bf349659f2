import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { readProvenance } from '#core/images/provenance.ts';
import { processImage } from '#test/process-image.ts';
import { fitForChat } from './fit-for-chat.ts';

const side = 512;
/** Noise, so that it does not compress. */
const noise = (channels: 3 | 4 = 3) =>
  sharp(randomBytes(side * side * channels), { raw: { width: side, height: side, channels } });
const keep = (bytes: Buffer) => processImage(bytes, { model: 'owner/model' });
const all = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
const asSlack = ['image/png', 'image/jpeg', 'image/gif'] as const;
const everything = Number.POSITIVE_INFINITY;

describe.each(['png', 'jpeg', 'webp', 'gif'] as const)('a %s', (format) => {
  it('that fits is sent byte for byte', async () => {
    const picture = await keep(await noise().toFormat(format).toBuffer());
    expect((await fitForChat(picture, { limitBytes: picture.bytes.length, shows: all })).bytes).toBe(picture.bytes);
  });

  it('that does not is made smaller until it does, and keeps its type and its mark', async () => {
    const picture = await keep(await noise().toFormat(format).toBuffer());
    const limitBytes = Math.floor(picture.bytes.length / 5);
    const fitted = await fitForChat(picture, { limitBytes, shows: all });
    expect(fitted.bytes.length).toBeLessThanOrEqual(limitBytes);
    expect(fitted.contentType).toBe(picture.contentType);
    expect(readProvenance(fitted.bytes)).toEqual(readProvenance(picture.bytes));
    const { width = 0, height, format: now } = await sharp(fitted.bytes).metadata();
    expect(now).toBe(format);
    expect(width).toBe(height);
    expect(width).toBeGreaterThan(side / 8);
  });
});

describe('a WebP in a chat that does not show it', () => {
  it.each([
    [3, 'image/jpeg'],
    [4, 'image/png'],
  ] as const)('of %i channels goes as %s, with its mark', async (channels, contentType) => {
    const picture = await keep(await noise(channels).webp({ lossless: true, exact: true }).toBuffer());
    const sent = await fitForChat(picture, { limitBytes: everything, shows: asSlack });
    expect(sent.contentType).toBe(contentType);
    expect(readProvenance(sent.bytes)).toEqual(readProvenance(picture.bytes));
    expect(await sharp(sent.bytes).metadata()).toMatchObject({ format: contentType.slice(6), width: side });
    const limitBytes = Math.floor(sent.bytes.length / 3);
    const smaller = await fitForChat(picture, { limitBytes, shows: asSlack });
    expect(smaller.contentType).toBe(contentType);
    expect(smaller.bytes.length).toBeLessThanOrEqual(limitBytes);
  });

  it('that moves goes as a GIF that moves', async () => {
    const pages = { width: 40, height: 120, channels: 3, pageHeight: 40 } as const;
    const picture = await keep(
      await sharp(randomBytes(40 * 120 * 3), { raw: pages })
        .webp({ delay: [50, 50, 50] })
        .toBuffer(),
    );
    const sent = await fitForChat(picture, { limitBytes: everything, shows: asSlack });
    expect(sent.contentType).toBe('image/gif');
    expect(await sharp(sent.bytes, { animated: true }).metadata()).toMatchObject({ pages: 3, delay: [50, 50, 50] });
  });
});

describe('pixel art', () => {
  const cells = 64;
  const art = randomBytes(cells * cells * 4);
  const enlarged = (factor: number) => {
    const row = (y: number) =>
      Array.from({ length: cells }, (_, x) => art.subarray((y * cells + x) * 4, (y * cells + x) * 4 + 4));
    const line = (y: number) => Buffer.concat(row(y).flatMap((pixel) => Array.from({ length: factor }, () => pixel)));
    const rows = Array.from({ length: cells * factor }, (_, y) => line(Math.floor(y / factor)));
    return sharp(Buffer.concat(rows), { raw: { width: cells * factor, height: cells * factor, channels: 4 } });
  };

  test.each([
    ['png', 8, 6],
    ['png', 8, 3],
    ['webp', 7, 1],
  ] as const)(
    'enlarged in a %s stays a whole factor of itself, to the last bit: %i to at most %i',
    async (format, from, to) => {
      const encode = (factor: number) =>
        enlarged(factor)
          [format]({ lossless: true, exact: true, compressionLevel: 9 } as object)
          .toBuffer();
      const picture = await keep(await encode(from));
      const limitBytes = (await keep(await encode(to))).bytes.length;
      const fitted = await fitForChat(picture, { limitBytes, shows: all });
      const { data, info } = await sharp(fitted.bytes).raw().toBuffer({ resolveWithObject: true });
      expect(info.width % cells).toBe(0);
      const factor = info.width / cells;
      expect(factor).toBeLessThan(from);
      expect(data.equals(await enlarged(factor).raw().toBuffer())).toBe(true);
    },
  );

  it('that is too large at one pixel a pixel gives every second, and mixes none', async () => {
    const picture = await keep(await enlarged(1).png().toBuffer());
    const fitted = await fitForChat(picture, { limitBytes: Math.floor(picture.bytes.length / 2), shows: all });
    const { data, info } = await sharp(fitted.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(cells / 2);
    for (let y = 0; y < info.height; y++)
      for (let x = 0; x < info.width; x++)
        expect(data.readUInt32BE((y * info.width + x) * 4)).toBe(art.readUInt32BE((y * 2 * cells + x * 2) * 4));
  });
});

it('the copy of a picture in Display P3 has the same colours, in sRGB', async () => {
  const colours = sharp({
    create: { width: 64, height: 64, channels: 4, background: { r: 200, g: 120, b: 60, alpha: 1 } },
  });
  const picture = await keep(await colours.withIccProfile('p3').webp({ lossless: true }).toBuffer());
  expect((await sharp(picture.bytes).metadata()).icc).toBeDefined();
  const first = async (bytes: Buffer, options = {}) => [
    ...(await sharp(bytes, options).raw().toBuffer()).subarray(0, 3),
  ];
  // Without its profile it would look otherwise.
  expect(await first(picture.bytes, { ignoreIcc: true })).not.toEqual([200, 120, 60]);
  const copy = await fitForChat(picture, { limitBytes: everything, shows: ['image/png'] });
  const shown = await first(copy.bytes, { ignoreIcc: true });
  for (const [nth, value] of [200, 120, 60].entries())
    expect(Math.abs((shown[nth] ?? 0) - value)).toBeLessThanOrEqual(2);
});
