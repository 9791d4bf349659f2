import { decode } from './encode.ts';

/** How much two neighbouring pixels of one background may differ, summed over red, green and blue. */
const tolerance = 40;

/**
 * The picture as raw RGBA pixels, its background transparent, or everything else if `reverse`: the background is what one reaches from the border
 * without a jump in colour. If that is next to nothing or all, an oval around the middle stays instead.
 */
export async function matted(image: Buffer, reverse: boolean) {
  const { data, info } = await decode(image)
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const reached = reachable(data, width, height);
  const share = reached.reduce((sum, each) => sum + each, 0) / reached.length;
  const isOutside = share > 0.05 && share < 0.98 ? (at: number) => reached[at] === 1 : outsideOval(width, height);
  for (let at = 0; at < width * height; at += 1) if (isOutside(at) !== reverse) data[at * 4 + 3] = 0;
  return { data, raw: { width, height, channels: 4 as const } };
}

function reachable(data: Buffer, width: number, height: number): Uint8Array {
  const reached = new Uint8Array(width * height);
  const open: number[] = [];
  const reach = (at: number) => {
    if (reached[at] === 1) return;
    reached[at] = 1;
    open.push(at);
  };
  for (let x = 0; x < width; x += 1) for (const y of [0, height - 1]) reach(y * width + x);
  for (let y = 0; y < height; y += 1) for (const x of [0, width - 1]) reach(y * width + x);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const beside = [x > 0 && at - 1, x < width - 1 && at + 1, y > 0 && at - width, y < height - 1 && at + width];
    for (const next of beside) if (next !== false && difference(data, at, next) <= tolerance) reach(next);
  }
  return reached;
}

function difference(data: Buffer, one: number, other: number): number {
  let sum = 0;
  for (let channel = 0; channel < 3; channel += 1)
    sum += Math.abs((data[one * 4 + channel] ?? 0) - (data[other * 4 + channel] ?? 0));
  return sum;
}

/** Our creatures are in the middle. */
const outsideOval = (width: number, height: number) => (at: number) => {
  const [x, y] = [at % width, Math.floor(at / width)];
  return ((x / width - 0.5) / 0.36) ** 2 + ((y / height - 0.58) / 0.36) ** 2 > 1;
};
