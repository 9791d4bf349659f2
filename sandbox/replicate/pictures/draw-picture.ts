import sharp, { type Sharp } from 'sharp';
import { type AnimationKind, columnsOf, drawFrames, type FrameFault } from './animation.ts';
import type { Canvas, Colour } from './canvas.ts';
import { decode, encode, type Format } from './encode.ts';
import { fakePixelArt } from './fake-pixel-art.ts';
import { drawLabel } from './label.ts';
import { drawPixelArt, type PixelArt, type PixelFault, spoilt } from './pixel-art.ts';
import { withPngText } from './png.ts';
import { createRandom } from './random.ts';
import { drawSprite, gridOf, type SpriteOptions } from './sprite.ts';
import { withCamera, withCredentials } from './tagged.ts';
import { sheetOf } from './walker.ts';

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
  /** By a model that draws on a grid of pixels. */
  art?: PixelArt | undefined;
  /** By a model that draws frames of that size: a sheet of them, or a GIF. */
  animation?: { kind: AnimationKind; fault?: FrameFault | undefined } | undefined;
  /** How a sheet goes wrong, for a test. */
  spoilt?: PixelFault | undefined;
}

/** The finished file: drawn small, enlarged without smoothing, labelled, with the prompt in its metadata. A GIF has three pictures, which take turns. */
export async function drawPicture(order: PictureOrder): Promise<Buffer> {
  const { format, quality, seed, isTagged = false } = order;
  const said = `${order.prompt}\nSeed: ${seed}`;
  if (format === 'gif') {
    const frames = order.animation && (await framesOf(order, order.animation));
    const pictures = frames
      ? frames.map((frame) => encode(raw(frame), 'png', 100))
      : [0, 1, 2].map(async (nth) => encode(await drawStill({ ...order, seed: seed + nth }), 'png', 100));
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
  const { width, height, art, animation } = order;
  if (animation) {
    const sheet = sheetOf(await framesOf(order, animation), columnsOf[animation.kind]);
    return raw(spoilt(sheet, order.spoilt, createRandom(`${order.seed} ${order.prompt}`)));
  }
  const { columns, rows, block } = gridOf(width, height, art && 1);
  const base = order.base && {
    data: await decode(order.base.bytes)
      .resize(columns, rows, { fit: 'cover' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer(),
    strength: order.base.strength,
  };
  if (art) return raw(drawPixelArt({ ...order, base }, art));
  const drawn = drawSprite({ ...order, base });
  const label = drawLabel(width, height);
  const written = [{ input: await raw(label.canvas).png().toBuffer(), left: label.left, top: label.top }];
  if (/\bpixel[ -]?art\b/i.test(order.prompt) && order.ground !== 'transparent')
    return raw(fakePixelArt(drawn, width, height, `${order.seed} ${order.prompt}`)).composite(written);
  return sharp(
    await raw(drawn)
      .resize(columns * block, rows * block, { kernel: 'nearest' })
      .extract({ left: 0, top: 0, width, height })
      .raw()
      .toBuffer(),
    { raw: { width, height, channels: 4 } },
  ).composite(written);
}

/** What it is given to go by says in which colours: the one that most of it has, but for what is behind it. */
async function framesOf(
  { prompt, seed, width, base }: PictureOrder,
  { kind, fault }: NonNullable<PictureOrder['animation']>,
): Promise<Canvas[]> {
  const coat = base && (await mostFrequent(base.bytes));
  return drawFrames({ prompt, seed, kind, sidePx: width, coat, fault });
}

async function mostFrequent(picture: Buffer): Promise<Colour | undefined> {
  const small = decode(picture)
    .resize(48, 48, { fit: 'inside', kernel: 'nearest' })
    .toColourspace('srgb')
    .removeAlpha();
  const data = await small.raw().toBuffer();
  const counts = new Map<number, number>();
  const ground = data.readUIntBE(0, 3);
  for (let at = 0; at + 2 < data.length; at += 3) {
    const key = data.readUIntBE(at, 3);
    if (key !== ground) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most && [(most[0] >> 16) & 255, (most[0] >> 8) & 255, most[0] & 255];
}

function raw({ data, width, height }: Canvas) {
  return sharp(data, { raw: { width, height, channels: 4 } });
}
