import sharp from 'sharp';
import { expect, it } from 'vitest';
import { normaliseInput } from './normalise-input.ts';
import { photoWithPlace, rawPng, scene } from './sample-pictures.ts';

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
