import type { Pixels } from '../picture.ts';

/** A colour that art seldom has, so that outlines in black and in white are edges alike: magenta. */
const ground = { red: 255, green: 0, blue: 255 } as const;
const groundPixel = 0xffff00ff;

/** The picture before a ground, so that what looks for edges need not ask what shows through. One that is opaque is itself. */
export function beforeGround(picture: Pixels): Pixels {
  const { data, width, height } = picture;
  if (isOpaque(data)) return picture;
  const flat = new Uint32Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = data[at] as number;
    const alpha = pixel >>> 24;
    flat[at] = alpha === 255 ? pixel : alpha === 0 ? groundPixel : mixed(pixel, alpha);
  }
  return { data: flat, width, height };
}

function isOpaque(data: Uint32Array): boolean {
  // Four at once, because this is asked of every pixel of every picture.
  let at = 0;
  for (; at + 4 <= data.length; at += 4) {
    const all = (data[at] as number) & (data[at + 1] as number) & (data[at + 2] as number) & (data[at + 3] as number);
    if (all >>> 24 !== 255) return false;
  }
  for (; at < data.length; at += 1) if ((data[at] as number) >>> 24 !== 255) return false;
  return true;
}

function mixed(pixel: number, alpha: number): number {
  const red = ((pixel & 255) * alpha + ground.red * (255 - alpha)) / 255;
  const green = (((pixel >>> 8) & 255) * alpha + ground.green * (255 - alpha)) / 255;
  const blue = (((pixel >>> 16) & 255) * alpha + ground.blue * (255 - alpha)) / 255;
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
