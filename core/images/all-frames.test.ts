import sharp from 'sharp';
import { expect, test } from 'vitest';
import { allFrames } from './all-frames.ts';

test('frames are shown as browsers show them: none is gone at once, and none stays for longer than a file of ours can say', async () => {
  const [width, height, count] = [4, 4, 3];
  const data = Buffer.from(
    Array.from({ length: width * height * 4 * count }, (_, at) => (at % 4 === 3 ? 255 : at % 251)),
  );
  const gif = await sharp(data, { raw: { width, height: height * count, channels: 4, pageHeight: height } })
    .gif({ delay: [10, 20, 60_000] })
    .toBuffer();
  // The last one is held for as long as a GIF can say, in hundredths: sharp itself writes no more than 65,535 ms.
  const at = gif.lastIndexOf(Buffer.from([0x21, 0xf9, 0x04]));
  gif.writeUInt16LE(0xffff, at + 4);
  const { pictures, times } = await allFrames(gif);
  expect(pictures.map((each) => [each.width, each.height])).toEqual([
    [4, 4],
    [4, 4],
    [4, 4],
  ]);
  expect(times).toEqual([100, 20, 65_535]);
});
