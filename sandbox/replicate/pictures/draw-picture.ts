import sharp from 'sharp';
import type { Canvas } from './canvas.ts';
import { decode, encode, type Format } from './encode.ts';
import { drawLabel } from './label.ts';
import { withPngText } from './png.ts';
import { drawSprite, gridOf, type SpriteOptions } from './sprite.ts';

export interface PictureOrder {
  prompt: string;
  seed: number;
  width: number;
  height: number;
  format: Format;
  /** 1 to 100, for the lossy formats. */
  quality: number;
  ground: SpriteOptions['ground'];
  /** A picture to start from, and how much of it should change, 0 to 1. */
  base?: { bytes: Buffer; strength: number } | undefined;
}

/** The finished file: drawn small, enlarged without smoothing, labelled, with the prompt in its metadata. */
export async function drawPicture(order: PictureOrder): Promise<Buffer> {
  const { width, height } = order;
  const { columns, rows, block } = gridOf(width, height);
  const base = order.base && {
    data: await decode(order.base.bytes)
      .resize(columns, rows, { fit: 'cover' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer(),
    strength: order.base.strength,
  };
  const art = drawSprite({ ...order, base });
  const label = drawLabel(width, height);
  const picture = sharp(
    await raw(art)
      .resize(columns * block, rows * block, { kernel: 'nearest' })
      .extract({ left: 0, top: 0, width, height })
      .raw()
      .toBuffer(),
    { raw: { width, height, channels: 4 } },
  ).composite([{ input: await raw(label.canvas).png().toBuffer(), left: label.left, top: label.top }]);
  const said = `${order.prompt}\nSeed: ${order.seed}`;
  if (order.format === 'png') return withPngText(await encode(picture, 'png', 100), 'parameters', said);
  return encode(picture.withExif({ IFD0: { ImageDescription: said } }), order.format, order.quality);
}

function raw({ data, width, height }: Canvas) {
  return sharp(data, { raw: { width, height, channels: 4 } });
}
