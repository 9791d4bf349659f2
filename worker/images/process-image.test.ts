import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngChunk, readPngChunks } from '#core/images/containers/png-chunks.ts';
import { copyProvenance, readProvenance, trainedAlgorithmicMedia } from '#core/images/provenance.ts';
import { photoWithPlace, rawPng, scene } from '#core/images/sample-pictures.ts';
import { processImage } from '#test/process-image.ts';
import { normaliseInput } from './normalise-input.ts';

const model = { model: 'black-forest-labs/flux-schnell' };
const pixelsOf = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
const idatOf = (bytes: Buffer) =>
  Buffer.concat(
    readPngChunks(bytes)
      .filter(({ type }) => type === 'IDAT')
      .map(({ whole }) => whole),
  );
const typesOf = (bytes: Buffer) => readPngChunks(bytes).map(({ type }) => type);

describe('a good picture', () => {
  it('keeps a PNG byte for byte in its pixel data, marks it and measures it', async () => {
    const source = await scene(1024, 768).png().toBuffer();
    const result = await processImage(source, model);
    expect(result).toMatchObject({ contentType: 'image/png', width: 1024, height: 768 });
    expect(result.sha256).toBe(createHash('sha256').update(result.bytes).digest('hex'));
    expect(idatOf(result.bytes).equals(idatOf(source))).toBe(true);
    expect(readProvenance(result.bytes)).toEqual({
      digitalSourceType: trainedAlgorithmicMedia,
      creatorTool: 'UPixel',
      aiSystem: 'black-forest-labs/flux-schnell',
    });
  });

  it('carries a mark that other software finds: libvips reads the XMP', async () => {
    const { bytes } = await processImage(await scene(64, 64).png().toBuffer(), model);
    const { xmpAsString } = await sharp(bytes).metadata();
    expect(xmpAsString).toContain(`Iptc4xmpExt:DigitalSourceType="${trainedAlgorithmicMedia}"`);
  });

  it('hands its mark on to a scaled copy', async () => {
    const { bytes } = await processImage(await scene(200, 200).png().toBuffer(), model);
    const scaled = await sharp(bytes).keepMetadata().resize(100).png().toBuffer();
    expect(readProvenance(scaled)).toBeUndefined();
    const copy = copyProvenance(bytes, scaled);
    expect(readProvenance(copy)).toEqual(readProvenance(bytes));
    expect(typesOf(copy)).toEqual(['IHDR', 'iTXt', 'pHYs', 'IDAT', 'IEND']);
    expect((await pixelsOf(copy)).equals(await pixelsOf(scaled))).toBe(true);
  });

  it.each([
    ['webp', 'image/webp'],
    ['jpeg', 'image/jpeg'],
    ['gif', 'image/gif'],
  ] as const)('keeps a %s, and marks it', async (format, contentType) => {
    const source = await scene(300, 200).toFormat(format).toBuffer();
    const { bytes, ...image } = await processImage(source, model);
    expect(image).toMatchObject({ contentType, width: 300, height: 200 });
    expect(readProvenance(bytes)?.aiSystem).toBe('black-forest-labs/flux-schnell');
    expect(bytes.length - source.length).toBeLessThan(1200);
    expect((await pixelsOf(bytes)).equals(await pixelsOf(source))).toBe(true);
  });

  it('measures a photograph that lies on its side as it is shown, and forgets where it was taken', async () => {
    const source = await photoWithPlace(300, 200);
    const { bytes, width, height, contentType, thumbnail } = await processImage(source, model);
    expect({ width, height, contentType }).toEqual({ width: 200, height: 300, contentType: 'image/jpeg' });
    expect(bytes.includes('Lovelace')).toBe(false);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 200, height: 300 });
  });

  it('keeps an animation whole, with a thumbnail of its first picture', async () => {
    const pages = { width: 40, height: 30 * 3, channels: 3, pageHeight: 30 } as const;
    const source = await sharp(Buffer.from(Array.from({ length: 40 * 90 * 3 }, (_, at) => (at * 7) % 251)), {
      raw: pages,
    })
      .gif({ delay: [50, 50, 50], loop: 0 })
      .toBuffer();
    const { bytes, thumbnail, ...image } = await processImage(source, model);
    expect(image).toMatchObject({ contentType: 'image/gif', width: 40, height: 30, frames: 3 });
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 3, delay: [50, 50, 50], loop: 0 });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 320, height: 240 });
  });

  it('makes a PNG of CMYK, which browsers show in other colours or not at all', async () => {
    const source = await scene(300, 200).toColourspace('cmyk').jpeg().toBuffer();
    const { bytes, ...image } = await processImage(source, model);
    expect(image).toMatchObject({ contentType: 'image/png', width: 300, height: 200 });
    expect(readProvenance(bytes)?.creatorTool).toBe('UPixel');
    expect((await pixelsOf(bytes)).equals(await sharp(source).toColourspace('srgb').raw().toBuffer())).toBe(true);
  });

  it('drops whatever the model wrote beside the pixels, and what follows the end', async () => {
    const texts = [
      pngChunk('tEXt', Buffer.from('parameters\0a fox knight, by Ada')),
      pngChunk('zTXt', Buffer.from('Comment\0\0x')),
      pngChunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0<x a fox knight/>')),
      pngChunk('eXIf', Buffer.from('MM\0*')),
      pngChunk('tIME', Buffer.alloc(7, 1)),
      pngChunk('caBX', Buffer.from('a fox knight')),
      pngChunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])),
    ];
    const source = Buffer.concat([rawPng({ width: 40, height: 30, extra: texts }), Buffer.from('PK a fox knight')]);
    const { bytes } = await processImage(source, model);
    expect(typesOf(bytes)).toEqual(['IHDR', 'iTXt', 'pHYs', 'IDAT', 'IEND']);
    expect(bytes.includes('fox knight')).toBe(false);
    expect(bytes.includes('Ada')).toBe(false);
  });

  it('keeps transparency and a palette', async () => {
    const source = await sharp({ create: { width: 32, height: 32, channels: 4, background: '#ff000080' } })
      .png({ palette: true })
      .toBuffer();
    const { bytes } = await processImage(source, model);
    expect((await pixelsOf(bytes)).equals(await pixelsOf(source))).toBe(true);
  });
});

describe('a picture with a side of more than 16,384 pixels', () => {
  it.each(['png', 'jpeg', 'gif'] as const)('is refused by its header: %s', async (format) => {
    const strip = { create: { width: 16_385, height: 2, channels: 3, background: '#123456' } } as const;
    const bytes = await sharp(strip).toFormat(format).toBuffer();
    const refused = { name: 'ImageError', code: 'too_many_pixels' };
    await expect(processImage(bytes, model)).rejects.toMatchObject(refused);
    await expect(normaliseInput(bytes)).rejects.toMatchObject(refused);
  });
});

describe('a thumbnail', () => {
  it.each([
    [1024, 768, 320, 240],
    [144, 256, 144, 256],
    [64, 48, 320, 240],
    [384, 288, 384, 288],
    [400, 300, 320, 240],
  ])('of %i × %i is %i × %i in WebP', async (width, height, thumbWidth, thumbHeight) => {
    const { thumbnail } = await processImage(await scene(width, height).png().toBuffer(), model);
    expect(await sharp(thumbnail).metadata()).toMatchObject({
      format: 'webp',
      width: thumbWidth,
      height: thumbHeight,
    });
  });

  it('shows each pixel of pixel art as a square of the same colour', async () => {
    const source = await scene(64, 64).png().toBuffer();
    const { thumbnail } = await processImage(source, model);
    const small = await pixelsOf(source);
    const large = await sharp(thumbnail).removeAlpha().raw().toBuffer();
    for (const [x, y] of [
      [0, 0],
      [4, 4],
      [161, 318],
      [319, 319],
    ] as const) {
      const at = (Math.floor(y / 5) * 64 + Math.floor(x / 5)) * 3;
      expect([...large.subarray((y * 320 + x) * 3, (y * 320 + x) * 3 + 3)]).toEqual([...small.subarray(at, at + 3)]);
    }
  });
});

it('the thumbnail of pixel art has its translucent pixels to the last bit', async () => {
  const side = 16;
  const pixels = Buffer.from(Array.from({ length: side * side * 4 }, (_, at) => (at * 37 + (at >> 3)) % 256));
  const source = await sharp(pixels, { raw: { width: side, height: side, channels: 4 } })
    .png()
    .toBuffer();
  const { thumbnail } = await processImage(source, model);
  const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 320, channels: 4 });
  for (let y = 0; y < 320; y += 1)
    for (let x = 0; x < 320; x += 1) {
      const from = (Math.floor(y / 20) * side + Math.floor(x / 20)) * 4;
      const at = (y * 320 + x) * 4;
      if (data.readUInt32BE(at) !== pixels.readUInt32BE(from)) throw new Error(`another pixel at ${x}, ${y}`);
    }
});

describe('a bad picture', () => {
  it('that would unpack to a gigabyte is refused without unpacking it', async () => {
    const bomb = rawPng({ width: 16_000, height: 16_000 });
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage.rss();
    const start = process.cpuUsage();
    await expect(processImage(bomb, model)).rejects.toMatchObject({ name: 'ImageError', code: 'too_many_pixels' });
    // Of a core: others may use it meanwhile.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(200);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it('that is a bomb in another format is refused too', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 4_000, channels: 3, background: 'black' } })
      .webp({ effort: 0 })
      .toBuffer();
    await expect(processImage(bomb, model)).rejects.toMatchObject({ code: 'too_many_pixels' });
  });

  it('that lies about its size in the header is refused', async () => {
    const chunks = readPngChunks(rawPng({ width: 64, height: 64 }));
    const header = Buffer.from(chunks[0]?.data ?? []);
    header.writeUInt32BE(4_000, 4);
    const liar = Buffer.concat([
      rawPng({ width: 1, height: 1 }).subarray(0, 8),
      pngChunk('IHDR', header),
      ...chunks.slice(1).map(({ whole }) => whole),
    ]);
    await expect(processImage(liar, model)).rejects.toMatchObject({ code: 'broken' });
  });

  it.each([0.1, 0.5, 0.99])('that ends after %f of its bytes is refused', async (part) => {
    for (const format of ['png', 'webp', 'jpeg'] as const) {
      const whole = await scene(400, 400).toFormat(format).toBuffer();
      const cut = whole.subarray(0, Math.floor(whole.length * part));
      await expect(processImage(cut, model), format).rejects.toMatchObject({ code: 'broken' });
    }
  });

  it.each([
    [false, 0.2],
    [false, 0.9],
    [true, 0.5],
    [true, 0.99],
  ])('that is a JPEG to whose cut end another was put is refused (progressive: %s, %f)', async (progressive, part) => {
    for (const side of [300, 1000]) {
      const whole = await scene(side, side).jpeg({ progressive }).toBuffer();
      const cut = Buffer.concat([whole.subarray(0, whole.length * part), Buffer.from([0, 0xff, 0xd9])]);
      await expect(processImage(cut, model), `${side} px`).rejects.toMatchObject({ code: 'broken' });
    }
  });

  it('with one bit turned over is refused', async () => {
    const bytes = await scene(400, 400).png().toBuffer();
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    await expect(processImage(bytes, model)).rejects.toMatchObject({ code: 'broken' });
  });

  it.each([
    [500, 500],
    [384, 384],
    [64, 64],
  ])('of %i × %i whose checksums are right and whose last pixels are missing is refused', async (width, height) => {
    const source = readPngChunks(await scene(width, height).png().toBuffer());
    const idat = source.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
    const pixels = Buffer.concat(idat);
    const spoilt = Buffer.concat([
      rawPng({ width: 1, height: 1 }).subarray(0, 8),
      source[0]?.whole ?? Buffer.alloc(0),
      pngChunk('IDAT', pixels.subarray(0, pixels.length - 60)),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
    await expect(processImage(spoilt, model)).rejects.toMatchObject({ code: 'broken' });
  });

  it.each([
    ['HTML', '<!doctype html><title>404</title>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'],
    ['PDF', '%PDF-1.7'],
    ['nothing', ''],
  ])('that is %s is refused before any decoder sees it', async (_, text) => {
    await expect(processImage(Buffer.from(text), model)).rejects.toMatchObject({ code: 'not_an_image' });
  });
});
