import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writePng } from '../pixel/formats/png/write-png.ts';
import { pixelsFrom } from '../pixel/indexed.ts';
import { enlarged } from '../pixel/whole-factors.ts';
import { decoded, openImage } from './open-image.ts';
import { pixelsOf } from './raw-pixels.ts';
import { hasLargeThumbnail, thumbnailOf } from './thumbnail.ts';

/** Every row and column is of another colour than its neighbours. */
const checkered = (side: number) => ({
  width: side,
  height: side,
  colours: [0x000000, 0xff0000, 0x00ff00, 0x0000ff],
  indices: Uint8Array.from({ length: side * side }, (_, at) => ((at % side) + Math.floor(at / side)) % 4),
});

it.each([
  [321, 1],
  [352, 1],
  [384, 1],
  [160, 2],
])('the thumbnail of pixel art of %i px has every row and column of it, each %i times', async (side, factor) => {
  const picture = checkered(side);
  const size = { width: side, height: side };
  const thumbnail = await decoded(() => thumbnailOf(Buffer.from(writePng(picture)), size));
  const { data, width, height } = await decoded(async () => pixelsOf(await openImage(thumbnail)));
  const expected = enlarged(pixelsFrom(picture), factor);
  expect({ width, height }).toEqual({ width: expected.width, height: expected.height });
  // With words for each of a hundred thousand numbers a comparison takes seconds.
  expect(expected.data.every((pixel, at) => pixel === data[at])).toBe(true);
  expect(hasLargeThumbnail(size)).toBe(false);
  expect((await sharp(thumbnail).metadata()).format).toBe('webp');
});
