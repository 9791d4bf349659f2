import { deflateSync } from 'node:zlib';
import { pngSignature } from '../assets/sniff-format.ts';
import { pngChunk } from './containers/png-chunks.ts';
import { sharp } from './sharp.ts';

/** Pictures for tests, good and bad, written by hand if no library would write them. */

interface RawPng {
  width: number;
  height: number;
  /** Chunks between the header and the pixels. */
  extra?: Buffer[];
  /** Changes the compressed pixels, to make a file with correct checksums and broken pixels. */
  spoil?: (idat: Buffer) => Buffer;
}

/** An 8-bit grey PNG, all black. */
export function rawPng({ width, height, extra = [], spoil = (idat) => idat }: RawPng): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const idat = deflateSync(Buffer.alloc((width + 1) * height), { level: 9 });
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', spoil(idat)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An RGB picture with something to see in it, as raw pixels for sharp. */
export function scene(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index++) {
    const x = Math.floor(index / 3) % width;
    const y = Math.floor(index / 3 / width);
    pixels[index] = (Math.sin(x / 90 + index) * 60 + 120 + ((x * 7919 + y * 104_729) % 23)) & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** A photograph as a phone takes it: sideways, with the place and the owner in its EXIF. */
export function photoWithPlace(width: number, height: number): Promise<Buffer> {
  return scene(width, height)
    .withExif({
      IFD0: { Artist: 'Ada Lovelace', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}
