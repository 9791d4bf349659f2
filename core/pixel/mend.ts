import { colourOfPixel, pixelOf } from './colour/channels.ts';
import { distance, oklabOf } from './colour/oklab.ts';
import { type ContractCheck, checkContract, type PixelContract } from './contract.ts';
import { lockTo, reduceToCount } from './palettes/reduce.ts';
import type { Colour, IndexedPicture, Pixels } from './picture.ts';
import { reduced } from './whole-factors.ts';

/** What was done to a picture so that it is what was promised. */
export type PixelChange =
  | { kind: 'grid'; factor: number }
  /** How many colours it had, and has. */
  | { kind: 'colours'; from: number; to: number }
  /** How many pixels were half transparent, and became clear or opaque. */
  | { kind: 'alpha'; pixels: number };

export interface Mended {
  pixels: Pixels;
  check: ContractCheck;
  changes: PixelChange[];
  /** It is another picture than the model's: many pixels look otherwise than they did. */
  isFar: boolean;
}

/** How far a colour may move on average, in OKLab, where 0.02 is just told apart side by side and 0.1 is another colour. */
const mostMoved = 0.06;
/** Which part of a picture may become clear or opaque: the soft edge of a figure, but not its inside. */
const mostFrayed = 0.1;

/**
 * The nearest picture that keeps its contract: an enlargement goes back to its own size, and colours and alpha to what they may be. Undefined if its size is
 * another one: what should be where, nobody knows. Pure, and the same on every machine.
 * @param isToldColours the model knew which colours were asked for; else they are given to it here, and it is no fault of its own how far that moves them
 */
export function mend(pixels: Pixels, contract: PixelContract, isToldColours = true): Mended | undefined {
  const before = checkContract(contract, pixels);
  if (before.breaches.some(({ kind }) => kind === 'size')) return undefined;
  const grid = before.breaches.find((breach) => breach.kind === 'grid');
  const own = grid ? reduced(pixels, grid.factor) : pixels;
  if (own.width !== contract.width || own.height !== contract.height) return undefined;
  const after = inColours(own, contract);
  const check = checkContract(contract, after);
  // Smaller, it may still look like an enlargement of something: then it is one.
  if (check.breaches.length > 0) return undefined;
  const alpha = own.data.reduce((count, pixel) => count + (isHalf(pixel) ? 1 : 0), 0);
  const hasNewColours = before.breaches.some(({ kind }) => kind === 'colours' || kind === 'palette');
  return {
    pixels: after,
    check,
    changes: [
      ...(grid ? [{ kind: 'grid', factor: grid.factor } as const] : []),
      ...(hasNewColours ? [{ kind: 'colours', from: before.facts.colours, to: check.facts.colours } as const] : []),
      ...(alpha > 0 ? [{ kind: 'alpha', pixels: alpha } as const] : []),
    ],
    isFar: (isToldColours && movedBy(own, after) > mostMoved) || alpha > mostFrayed * own.data.length,
  };
}

const isHalf = (pixel: number) => pixel >>> 24 !== 0 && pixel >>> 24 !== 255;

/** A picture in so many colours, or in those of a palette, without a pattern; what is half transparent becomes clear or opaque. */
export function inColours(
  pixels: Pixels,
  { palette, maxColours }: Pick<PixelContract, 'palette' | 'maxColours'>,
): Pixels {
  const solid = withoutHalf(pixels);
  const isClear = solid.data.every((pixel) => pixel === 0);
  if (isClear) return solid;
  if (!palette) return looksOf(reduceToCount(solid, maxColours, { dither: 'none' }));
  const locked = lockTo(solid, { colours: palette });
  const used = mostUsed(locked);
  return looksOf(used.length <= maxColours ? locked : lockTo(solid, { colours: used.slice(0, maxColours) }));
}

/** What an indexed picture looks like; what is clear is 0. */
function looksOf({ indices, colours, clear, width, height }: IndexedPicture): Pixels {
  const looks = Uint32Array.from(colours, (colour, index) => (index === clear ? 0 : pixelOf(colour)));
  return { data: Uint32Array.from(indices, (index) => looks[index] ?? 0), width, height };
}

/** As most programs draw it: what is more than half there is there. */
const withoutHalf = ({ data, ...size }: Pixels): Pixels => ({
  ...size,
  data: data.map((pixel) => (pixel >>> 24 >= 128 ? pixelOf(colourOfPixel(pixel)) : 0)),
});

function mostUsed({ indices, colours, clear }: IndexedPicture): Colour[] {
  const counts = new Map<Colour, number>();
  for (const index of indices) {
    const colour = colours[index];
    if (index !== clear && colour !== undefined) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
}

/** So many changes are remembered: a noisy picture has a million, each of which takes memory. */
const mostKnown = 1 << 16;

/** How far opaque pixels moved on average. */
function movedBy(before: Pixels, after: Pixels): number {
  const known = new Map<string, number>();
  let [sum, count] = [0, 0];
  for (let at = 0; at < after.data.length; at += 1) {
    const [from, to] = [before.data[at] ?? 0, after.data[at] ?? 0];
    if (to === 0) continue;
    count += 1;
    if (from === to) continue;
    const key = `${colourOfPixel(from)} ${to}`;
    let far = known.get(key);
    if (far === undefined) {
      far = distance(oklabOf(colourOfPixel(from)), oklabOf(colourOfPixel(to)));
      if (known.size >= mostKnown) known.clear();
      known.set(key, far);
    }
    sum += far;
  }
  return count === 0 ? 0 : sum / count;
}

const number = (amount: number) => amount.toLocaleString('en-US');

/** What was done, as a sentence. */
export function changeInWords(change: PixelChange): string {
  switch (change.kind) {
    case 'grid':
      return `It came enlarged ${change.factor} times, and is at its own size.`;
    case 'colours':
      return change.from > change.to
        ? `Its ${number(change.from)} colours became ${number(change.to)}.`
        : 'Its colours became those that were asked for.';
    case 'alpha':
      return `${number(change.pixels)} half transparent ${change.pixels === 1 ? 'pixel' : 'pixels'} became clear or solid.`;
  }
}
