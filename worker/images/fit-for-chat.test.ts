import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { fitForChat } from './fit-for-chat.ts';
import { processImage } from './process-image.ts';
import { readProvenance } from './provenance.ts';

const side = 256;
/** Noise, so that it does not compress. */
const noise = () =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();

test('a picture that fits is sent byte for byte', async () => {
  const { bytes } = await processImage(await noise(), { model: 'owner/model' });
  expect((await fitForChat(bytes, bytes.length)).bytes).toBe(bytes);
});

test('one that does not is made smaller until it does, and keeps its mark', async () => {
  const { bytes } = await processImage(await noise(), { model: 'owner/model' });
  const limit = Math.floor(bytes.length / 5);
  const fitted = await fitForChat(bytes, limit);
  expect(fitted.bytes.length).toBeLessThanOrEqual(limit);
  expect(readProvenance(fitted.bytes)).toEqual(readProvenance(bytes));
  const { width = 0, height = 0 } = await sharp(fitted.bytes).metadata();
  expect(width).toBe(height);
  expect(width).toBeGreaterThan(side / 5);
});
