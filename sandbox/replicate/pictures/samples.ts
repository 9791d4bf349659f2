import { drawPicture } from './draw-picture.ts';
import { decode, encode, type Format } from './encode.ts';
import { makePhotograph } from './photo.ts';

export interface Picture {
  bytes: Buffer;
  format: Format;
}

/** A photograph of 1024 × 1024: as JPEG 260 kB, as WebP 190 kB, as PNG 2.2 MB; or pixel art of 256 × 256 in 4 kB. */
export const sampleKinds = ['jpeg', 'webp', 'png', 'pixel'] as const;
export type SampleKind = (typeof sampleKinds)[number];

const quality = 95;
let photograph: Promise<Buffer> | undefined;
const drawn = new Map<SampleKind, Promise<Picture>>();

/** Each is drawn once: for measuring everything except the drawing. */
export function sample(kind: SampleKind): Promise<Picture> {
  const picture = drawn.get(kind) ?? draw(kind);
  drawn.set(kind, picture);
  return picture;
}

/** Of a moving picture, which no photograph is, a PNG. */
export const photographAs = (format: Format): Promise<Picture> =>
  sample(format === 'jpg' ? 'jpeg' : format === 'gif' ? 'png' : format);

async function draw(kind: SampleKind): Promise<Picture> {
  if (kind === 'pixel') {
    const order = { prompt: 'a fox knight', seed: 1, width: 256, height: 256, quality: 100, ground: 'scene' } as const;
    return { bytes: await drawPicture({ ...order, format: 'png' }), format: 'png' };
  }
  const format = kind === 'jpeg' ? 'jpg' : kind;
  photograph ??= encode(makePhotograph(), 'png', 100);
  const png = await photograph;
  return { bytes: format === 'png' ? png : await encode(decode(png), format, quality), format };
}
