import sharp from 'sharp';
import { createRandom } from './random.ts';

let made: Promise<Buffer> | undefined;

/** One 1024 × 1024 PNG of about 1 MB, as noisy as a photograph, made once: for measuring everything except the drawing. */
export function photoLikePicture(): Promise<Buffer> {
  made ??= makePhoto();
  return made;
}

async function makePhoto(): Promise<Buffer> {
  const side = 1024;
  const random = createRandom('photo');
  const pixels = Buffer.alloc(side * side * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const glow = 120 + 70 * Math.sin(x / 97) * Math.cos(y / 131) + 30 * Math.sin((x + y) / 41);
      // Grain like a camera's: the same in all channels, strong enough to keep the file from shrinking.
      const grain = (random.next() - 0.5) * 1.5;
      const at = (y * side + x) * 3;
      pixels[at] = glow + grain + 20;
      pixels[at + 1] = glow * 0.8 + grain + y / 16;
      pixels[at + 2] = 200 - glow * 0.6 + grain;
    }
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}
