import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngSignature } from '../../assets/sniff-format.ts';
import { ImageError } from '../image-error.ts';
import { trainedAlgorithmicMedia, xmpPacket } from '../provenance.ts';
import type { Container } from './container.ts';
import { foreign, samples, secret, spoiled, turned } from './foreign.ts';
import { joinInPlace, roomForHead } from './join-in-place.ts';
import { pngChunk, readPngChunks } from './png-chunks.ts';
import { readContainer } from './read-container.ts';

const mark = xmpPacket('some/model');
const rewrite = (bytes: Buffer) => Buffer.concat(readContainer(bytes).rewritten(mark));

/** Every frame as it is shown, as every reader must see it: the profile applied, upright. */
async function shown(bytes: Buffer) {
  const { pages = 1 } = await sharp(bytes).metadata();
  const image = sharp(bytes, { animated: pages > 1 });
  const { data, info } = await (pages > 1 ? image : image.autoOrient()).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data, width, height, channels };
}

async function expectSamePicture(bytes: Buffer, original: Buffer) {
  const [now, before] = await Promise.all([shown(bytes), shown(original)]);
  expect({ ...now, data: now.data.equals(before.data) }).toEqual({ ...before, data: true });
  const facts = async (file: Buffer) => {
    const { icc, pages, loop, delay, format } = await sharp(file, { animated: true }).metadata();
    return { icc, pages, loop, delay, format };
  };
  expect(await facts(bytes)).toEqual(await facts(original));
}

describe.each(Object.entries(samples))('%s', (_, { format, make }) => {
  it('is told what it is without decoding it', async () => {
    const bytes = await make();
    const { width, pageHeight, height, hasAlpha, pages = 1 } = await sharp(bytes, { animated: true }).metadata();
    const { frames, ...container } = readContainer(bytes);
    expect(container).toMatchObject({ format, width, height: pageHeight ?? height, xmp: undefined });
    expect(container.unusual).toBeUndefined();
    expect(frames).toBe(pages);
    // A GIF is shown with alpha if it moves, even where nothing shows through.
    if (format !== 'gif') expect(container.hasAlpha).toBe(hasAlpha);
  });

  it('has the same pixels afterwards, and our words as its only metadata', async () => {
    const bytes = await make();
    const kept = rewrite(bytes);
    await expectSamePicture(kept, bytes);
    expect(readContainer(kept).xmp?.equals(mark)).toBe(true);
    expect(rewrite(kept).equals(kept)).toBe(true);
    const { xmp, exif, iptc } = await sharp(kept).metadata();
    expect({ exif, iptc }).toEqual({});
    // libvips does not read XMP in GIF.
    if (format !== 'gif') expect(xmp?.equals(mark)).toBe(true);
  });

  it('is the same rewritten in its place, and what lies beside it in memory is not touched', async () => {
    const bytes = await make();
    const fence = Buffer.alloc(100, 0xaa);
    for (const room of [roomForHead, 10, 0]) {
      // Of its own: a small Buffer shares its memory with others.
      const memory = Buffer.alloc(fence.length + room + bytes.length + fence.length, fence);
      bytes.copy(memory, fence.length + room);
      const file = memory.subarray(fence.length + room, -fence.length);
      const joined = joinInPlace(readContainer(file).rewritten(mark), file, room);
      expect(joined.equals(rewrite(bytes))).toBe(true);
      expect([memory.subarray(0, 100), memory.subarray(-100)]).toEqual([fence, fence]);
      // WebP's metadata comes after the pixels, where no room is; and what is smaller than our mark is copied.
      const isLarge = (format === 'png' || format === 'jpeg') && bytes.length > 2 * mark.length;
      if (isLarge && room === roomForHead) expect(joined.buffer === memory.buffer).toBe(true);
    }
  });

  it('loses all that others wrote into it, wherever it stands', async () => {
    const bytes = await make();
    const clean = rewrite(bytes);
    const addition = fc.record({ before: fc.nat(20), piece: fc.constantFrom(...foreign[format]) });
    await fc.assert(
      fc.asyncProperty(fc.array(addition, { minLength: 1, maxLength: 6 }), async (additions) => {
        const kept = rewrite(spoiled(format, bytes, additions));
        expect(kept.includes(secret)).toBe(false);
        expect(kept.equals(clean)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(clean.includes(secret.slice(0, 12))).toBe(false);
  });

  it('is refused wherever it is cut, or is the same picture', async () => {
    const bytes = await make();
    const kept = rewrite(bytes);
    for (const file of [bytes, kept])
      for (let length = 12; length < file.length; length++) {
        const outcome = outcomeOf(file.subarray(0, length));
        if (outcome instanceof ImageError) expect(outcome.code).toBe('broken');
        else expect(Buffer.concat(outcome.rewritten(mark)).equals(kept), `${length} bytes`).toBe(true);
      }
  });

  it('is read or refused, whatever its bytes say', async () => {
    const bytes = await make();
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.oneof(fc.nat(255), fc.constantFrom(0, 0xff)) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const file = Buffer.from(bytes);
        for (const { at, to } of changes) file[at] = to;
        const outcome = outcomeOf(file);
        if (!(outcome instanceof ImageError)) expect(Buffer.concat(outcome.rewritten(mark)).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

/** Any error of another kind fails the test. */
function outcomeOf(bytes: Buffer): Container | ImageError {
  try {
    return readContainer(bytes);
  } catch (error) {
    if (error instanceof ImageError) return error;
    throw error;
  }
}

describe.each(['png', 'jpeg', 'webp'] as const)('a %s that lies on its side', (format) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps its orientation %i, and nothing else of its EXIF', async (orientation) => {
    const bytes = await turned(format, orientation);
    const kept = rewrite(bytes);
    await expectSamePicture(kept, bytes);
    const { exif, orientation: now = 1 } = await sharp(kept).metadata();
    expect(now).toBe(orientation);
    expect((exif?.length ?? 0) <= 'Exif\0\0'.length + 26).toBe(true);
    const { width, height } = readContainer(bytes);
    expect([width, height]).toEqual(orientation >= 5 ? [20, 30] : [30, 20]);
  });
});

describe('a png that moves', () => {
  const chunk = (type: string, ...numbers: number[]) => {
    const data = Buffer.alloc(numbers.length * 4);
    for (const [index, number] of numbers.entries()) data.writeUInt32BE(number, index * 4);
    return pngChunk(type, data);
  };
  const control = (number: number) =>
    pngChunk(
      'fcTL',
      Buffer.concat([chunk('x', number, 24, 24, 0, 0).subarray(8, -4), Buffer.from([0, 1, 0, 10, 0, 0])]),
    );
  const typesOf = (bytes: Buffer) => readPngChunks(bytes).map(({ type }) => type);

  async function moving(frames: number) {
    const chunks = readPngChunks((await samples.png?.make()) ?? Buffer.alloc(0));
    const [header, ...rest] = chunks.filter(({ type }) => ['IHDR', 'IDAT', 'IEND'].includes(type));
    const pixels = rest[0]?.data ?? Buffer.alloc(0);
    const second = pngChunk('fdAT', Buffer.concat([chunk('x', 2).subarray(8, -4), pixels]));
    const [idat, end] = rest.map(({ whole }) => whole);
    return Buffer.concat([
      pngSignature,
      header?.whole ?? pixels,
      chunk('acTL', frames, 0),
      control(0),
      idat ?? pixels,
      control(1),
      second,
      end ?? pixels,
    ]);
  }

  it('keeps its pictures', async () => {
    const bytes = await moving(2);
    expect(readContainer(bytes)).toMatchObject({ frames: 2, width: 24, height: 24 });
    expect(typesOf(rewrite(bytes))).toEqual(['IHDR', 'iTXt', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND']);
  });

  it('stands still if its parts do not belong together', async () => {
    const bytes = await moving(3);
    expect(readContainer(bytes).frames).toBe(1);
    expect(typesOf(rewrite(bytes))).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND']);
  });
});

describe('what not every reader shows', () => {
  it('is told of a JPEG in CMYK', async () => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123456' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect(readContainer(bytes).unusual).toContain('4 components');
  });

  it.each([0xc9, 0xca, 0xc3])('is told of a JPEG of kind %i: arithmetic coding, or lossless', async (kind) => {
    const bytes = Buffer.from((await samples.jpeg?.make()) ?? []);
    bytes[bytes.indexOf(Buffer.from([0xff, 0xc0])) + 1] = kind;
    expect(readContainer(bytes).unusual).toContain(kind.toString(16));
  });
});

it.each([
  ['AVIF', Buffer.from('\0\0\0\x1cftypavif', 'latin1')],
  ['BMP', Buffer.from('BM\0\0')],
  ['nothing', Buffer.alloc(0)],
])('%s is no picture that we take', (_, bytes) => {
  expect(() => readContainer(bytes)).toThrow(expect.objectContaining({ code: 'not_an_image' }));
});

describe.skipIf(!hasExiftool())('ExifTool, which is not of our making', () => {
  it.each(Object.entries(samples))('finds in a %s our words and no fault', async (_, { format, make }) => {
    const bytes = await make();
    const pieces = foreign[format].map((piece, before) => ({ before, piece }));
    const facts = exiftool(rewrite(spoiled(format, bytes, pieces)));
    expect(facts).toMatchObject({
      'XMP-iptcExt:DigitalSourceType': trainedAlgorithmicMedia,
      'XMP-iptcExt:AISystemUsed': 'some/model',
      'XMP-xmp:CreatorTool': 'UPixel',
    });
    const groups = new Set(Object.keys(facts).map((name) => name.split(':')[0]));
    const known = ['SourceFile', 'ExifTool', 'System', 'File', 'XMP-x', 'XMP-iptcExt', 'XMP-xmp', 'Composite'];
    const ofThePicture = ['PNG', 'PNG-pHYs', 'JFIF', 'Adobe', 'RIFF', 'GIF', 'ICC-header', 'ICC_Profile'];
    expect([...groups].filter((group) => ![...known, ...ofThePicture].includes(group ?? ''))).toEqual([]);
    expect(JSON.stringify(facts)).not.toContain('fox knight');
    expect(Object.entries(facts).filter(([name]) => /:(?:Warning|Error)$/.test(name))).toEqual([]);
  });

  it.each(['png', 'jpeg', 'webp'] as const)(
    'finds the orientation of a %s, as its only field of EXIF',
    async (format) => {
      const facts = exiftool(rewrite(await turned(format, 6)));
      expect(Object.keys(facts).filter((name) => /^(?:IFD|ExifIFD|GPS)/.test(name))).toEqual(['IFD0:Orientation']);
      expect(facts['IFD0:Orientation']).toBe('Rotate 90 CW');
    },
  );
});

/** It comes with Debian's libimage-exiftool-perl; CI has it. */
function hasExiftool(): boolean {
  const { error } = spawnSync('exiftool', ['-ver']);
  if (error)
    process.stderr.write(
      '\nMetadata is read by our own code and by sharp alone: there is no exiftool on the PATH.\n\n',
    );
  return error === undefined;
}

function exiftool(bytes: Buffer): Record<string, unknown> {
  const { stdout } = spawnSync('exiftool', ['-j', '-a', '-G1', '-'], { input: bytes, encoding: 'utf8' });
  return JSON.parse(stdout)[0];
}
