import sharp, { type Sharp } from 'sharp';
import type { Canvas } from './canvas.ts';
import { decode, encode, type Format } from './encode.ts';
import { drawLabel } from './label.ts';
import { withPngText } from './png.ts';
import { drawSprite, gridOf, type SpriteOptions } from './sprite.ts';
import { withCamera, withCredentials } from './tagged.ts';

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
  /** With what cameras and other programs write into a file. */
  isTagged?: boolean;
}

/** The finished file: drawn small, enlarged without smoothing, labelled, with the prompt in its metadata. A GIF has three pictures, which take turns. */
export async function drawPicture(order: PictureOrder): Promise<Buffer> {
  const { format, quality, seed, isTagged = false } = order;
  const said = `${order.prompt}\nSeed: ${seed}`;
  if (format === 'gif') {
    const pictures = [0, 1, 2].map(async (nth) => encode(await drawStill({ ...order, seed: seed + nth }), 'png', 100));
    const gif = await encode(sharp(await Promise.all(pictures), { join: { animated: true } }), format, quality);
    return isTagged ? withCredentials(gif, format, said) : gif;
  }
  const still = await drawStill(order);
  const picture = isTagged ? withCamera(still, said) : still;
  if (format === 'png') return tagged(withPngText(await encode(picture, format, 100), 'parameters', said));
  return tagged(
    await encode(isTagged ? picture : picture.withExif({ IFD0: { ImageDescription: said } }), format, quality),
  );

  function tagged(bytes: Buffer) {
    return isTagged ? withCredentials(bytes, format, said) : bytes;
  }
}

async function drawStill(order: PictureOrder): Promise<Sharp> {
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
  return sharp(
    await raw(art)
      .resize(columns * block, rows * block, { kernel: 'nearest' })
      .extract({ left: 0, top: 0, width, height })
      .raw()
      .toBuffer(),
    { raw: { width, height, channels: 4 } },
  ).composite([{ input: await raw(label.canvas).png().toBuffer(), left: label.left, top: label.top }]);
}

function raw({ data, width, height }: Canvas) {
  return sharp(data, { raw: { width, height, channels: 4 } });
}
