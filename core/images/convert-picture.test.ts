import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readContainer } from './containers/read-container.ts';
import { convertPicture } from './convert-picture.ts';
import { readProvenance, xmpPacket } from './provenance.ts';
import { scene } from './sample-pictures.ts';

const marked = (picture: Buffer) => Buffer.concat(readContainer(picture).rewritten(xmpPacket('owner/model')));
const pixels = (picture: Buffer) => sharp(picture).ensureAlpha().raw().toBuffer();
const noise = () => sharp(randomBytes(32 * 32 * 4), { raw: { width: 32, height: 32, channels: 4 } });

test.each(['png', 'webp', 'jpeg'] as const)('a %s has the size and the mark of what it was made of', async (to) => {
  for (const from of ['png', 'webp', 'jpeg'] as const) {
    const original = marked(await scene(120, 80).toFormat(from).toBuffer());
    const copy = await convertPicture(original, { type: `image/${to}`, isExact: false });
    expect(readContainer(copy ?? original)).toMatchObject({ format: to, width: 120, height: 80 });
    expect(readProvenance(copy ?? Buffer.alloc(0))).toMatchObject({ creatorTool: 'UPixel', aiSystem: 'owner/model' });
  }
});

test.each(['png', 'webp'] as const)(
  'pixel art as %s is the same pixel by pixel, and as clear as it was',
  async (to) => {
    const original = marked(await noise().webp({ lossless: true, exact: true }).toBuffer());
    const other = marked(await noise().png().toBuffer());
    for (const picture of to === 'png' ? [original] : [other]) {
      const copy = await convertPicture(picture, { type: `image/${to}`, isExact: true });
      expect((await pixels(copy ?? Buffer.alloc(0))).equals(await pixels(picture))).toBe(true);
    }
  },
);

test('behind what is transparent a JPEG is white', async () => {
  const clear = { width: 8, height: 8, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
  const copy = await convertPicture(await sharp({ create: clear }).png().toBuffer(), {
    type: 'image/jpeg',
    isExact: true,
  });
  const [red = 0, green = 0, blue = 0] = await pixels(copy ?? Buffer.alloc(0));
  expect(Math.min(red, green, blue)).toBeGreaterThan(250);
});

test('what moves is not made to stand still', async () => {
  const pages = { width: 8, height: 24, channels: 3, pageHeight: 8 } as const;
  const moving = await sharp(randomBytes(8 * 24 * 3), { raw: pages })
    .webp({ delay: [50, 50, 50] })
    .toBuffer();
  expect(await convertPicture(moving, { type: 'image/png', isExact: false })).toBeUndefined();
});

test('a file that is cut short is refused', async () => {
  const whole = await scene(120, 80).png().toBuffer();
  await expect(convertPicture(whole.subarray(0, -20), { type: 'image/webp', isExact: false })).rejects.toMatchObject({
    name: 'ImageError',
    code: 'broken',
  });
});
