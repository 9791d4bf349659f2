import { colourOfPixel } from './colour/channels.ts';
import { createColourNumbers } from './colour-numbers.ts';
import type { Colours, Pixels } from './picture.ts';
import { factorOf } from './whole-factors.ts';

interface Size {
  width: number;
  height: number;
}

/** What was promised about a picture. Its grid is always its own pixels. */
export interface PixelContract extends Size {
  /** Of the pixels that are not clear. */
  maxColours: number;
  /** If there is one, no pixel may have another colour. */
  palette?: Colours | undefined;
  /** `none`: nothing shows through. `binary`: a pixel is clear or opaque. */
  alpha: 'none' | 'binary';
  /** Nothing stands behind what it shows: some of it is clear. */
  isCutOut?: true | undefined;
}

/** What a picture is, as counted from its pixels. */
export interface PixelFacts extends Size {
  /** Of the pixels that are not clear. Counted up to `mostCounted`; one more than that stands for any more. */
  colours: number;
  /** `none`: every pixel is opaque. `partial`: some are neither clear nor opaque. */
  alpha: 'none' | 'binary' | 'partial';
  /** The whole factor by which it is enlarged: 1 if it is at its own size. A picture of one colour shows none, and has 1. */
  grid: number;
}

export type Breach =
  | { kind: 'size'; is: Size; wanted: Size }
  | { kind: 'grid'; factor: number; native: Size }
  | { kind: 'colours'; is: number; most: number }
  /** `strangers`: the first eight of the colours that are not in the palette. */
  | { kind: 'palette'; count: number; strangers: Colours }
  /** `pixels`: how many are not as wanted. */
  | { kind: 'alpha'; wanted: PixelContract['alpha']; pixels: number }
  /** Nothing of it is clear. */
  | { kind: 'background' };

export interface ContractCheck {
  /** Of the rules, `contractVersion`. */
  version: number;
  facts: PixelFacts;
  /** Empty if the contract is kept. */
  breaches: Breach[];
}

/** One more whenever the same picture could be judged otherwise than before. */
const contractVersion = 2;

/** A picture with more colours is no pixel art, however many they are; to count them all would take as long as all the rest. */
export const mostCounted = 4_096;

const mostStrangers = 8;

/** What a picture is. One pass, and a second one until it is known that it is not enlarged: 1 ms for 256 × 256. */
export const pixelFacts = (pixels: Pixels): PixelFacts => read(pixels).facts;

/** Whether a picture is what was promised, and what is wrong with it if not. Pure: the same pixels are judged alike by the server, a page and a command line. */
export function checkContract(contract: PixelContract, pixels: Pixels): ContractCheck {
  const { facts, colours } = read(pixels);
  const { width, height, maxColours, palette, alpha, isCutOut } = contract;
  const breaches: Breach[] = [];
  const native = { width: facts.width / facts.grid, height: facts.height / facts.grid };
  const isEnlargedOnly = facts.grid > 1 && native.width === width && native.height === height;
  if (!isEnlargedOnly && (facts.width !== width || facts.height !== height))
    breaches.push({ kind: 'size', is: { width: facts.width, height: facts.height }, wanted: { width, height } });
  if (facts.grid > 1) breaches.push({ kind: 'grid', factor: facts.grid, native });
  if (facts.colours > maxColours) breaches.push({ kind: 'colours', is: facts.colours, most: maxColours });
  if (palette) {
    const allowed = new Set(palette);
    const strangers = colours.filter((colour) => !allowed.has(colour));
    if (strangers.length > 0)
      breaches.push({ kind: 'palette', count: strangers.length, strangers: strangers.slice(0, mostStrangers) });
  }
  const isTooClear = facts.alpha === 'partial' || (facts.alpha === 'binary' && alpha === 'none');
  if (isTooClear) breaches.push({ kind: 'alpha', wanted: alpha, pixels: countWrongAlpha(pixels, alpha) });
  if (isCutOut && facts.alpha === 'none') breaches.push({ kind: 'background' });
  return { version: contractVersion, facts, breaches };
}

function read({ data, width, height }: Pixels): { facts: PixelFacts; colours: Colours } {
  const { colours, numberOf } = createColourNumbers(mostCounted + 1);
  // What a clear pixel has for a colour is not seen.
  const seen = new Uint32Array(data.length);
  let [isClearSomewhere, isPartial, isOfOneColour] = [false, false, true];
  let last = -1;
  for (let at = 0; at < data.length; at += 1) {
    const pixel = data[at] ?? 0;
    if (pixel >>> 24 === 0) {
      isClearSomewhere = true;
      continue;
    }
    seen[at] = pixel;
    if (pixel === last) continue;
    last = pixel;
    if (pixel >>> 24 !== 255) isPartial = true;
    if (colours.length <= mostCounted) numberOf(colourOfPixel(pixel));
  }
  for (let at = 1; at < seen.length && isOfOneColour; at += 1) isOfOneColour = seen[at] === seen[0];
  const alpha = isPartial ? 'partial' : isClearSomewhere ? 'binary' : 'none';
  const grid = isOfOneColour ? 1 : factorOf({ data: seen, width, height });
  return { facts: { width, height, colours: colours.length, alpha, grid }, colours };
}

function countWrongAlpha({ data }: Pixels, wanted: PixelContract['alpha']): number {
  let count = 0;
  for (const pixel of data) {
    const alpha = pixel >>> 24;
    if (alpha !== 255 && (wanted === 'none' || alpha !== 0)) count += 1;
  }
  return count;
}
