import type { Colour } from '../picture.ts';
import { blueOf, colourOfBytes, greenOf, redOf } from './channels.ts';
import { byteOf, linearOf } from './srgb.ts';

/** A colour as an eye sees it: lightness 0 to 1, green to red and blue to yellow, each about −0.4 to 0.4. Distances in it are alike to the eye. */
export interface Oklab {
  l: number;
  a: number;
  b: number;
}

/** The matrices are Björn Ottosson's, of 2020 with the digits of 2021: https://bottosson.github.io/posts/oklab/ */
export function oklabOf(colour: Colour): Oklab {
  return oklabOfLinear(linearOf(redOf(colour)), linearOf(greenOf(colour)), linearOf(blueOf(colour)));
}

/** OKLab of light, 0 to 1 in each channel. */
function oklabOfLinear(red: number, green: number, blue: number): Oklab {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** The colour of a screen for it; what a screen cannot show is cut off in each channel. Of `oklabOf(colour)` it is that colour. */
export function colourOfOklab({ l, a, b }: Oklab): Colour {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return colourOfBytes(
    byteOf(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    byteOf(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    byteOf(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  );
}

/** The square of how far apart two colours look; for comparing, where the root would change nothing. */
export function distanceSquared(one: Oklab, other: Oklab): number {
  const l = one.l - other.l;
  const a = one.a - other.a;
  const b = one.b - other.b;
  return l * l + a * a + b * b;
}

/** How far apart two colours look: 0 for the same, 1 for black and white, about 0.02 for two that are just told apart side by side. */
export const distance = (one: Oklab, other: Oklab): number => Math.sqrt(distanceSquared(one, other));

/** How colourful it is, 0 for a grey. */
export const chromaOf = ({ a, b }: Oklab): number => Math.hypot(a, b);

/** Its place on the circle of hues, 0 to 360 degrees: about 29 for red, 142 for green, 264 for blue. Of a grey it says nothing. */
export const hueOf = ({ a, b }: Oklab): number => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
