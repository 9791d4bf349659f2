import { colourOfBytes } from '../../colour/channels.ts';
import { byteOf } from '../../colour/srgb.ts';
import type { Colour } from '../../picture.ts';

const byte = (share: number) => Math.round(255 * Math.min(1, Math.max(0, share)));

/** Of shares of 0 to 1. */
export const colourOfShares = (red: number, green: number, blue: number): Colour =>
  colourOfBytes(byte(red), byte(green), byte(blue));

export const colourOfGrey = (white: number): Colour => colourOfShares(white, white, white);

/** Of ink, 0 to 1 each. A press's profile is not in a palette, so this is the plain sum that screens show without one. */
export const colourOfCmyk = (cyan: number, magenta: number, yellow: number, black: number): Colour =>
  colourOfShares((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black));

/** Of hue, saturation and brightness, 0 to 1 each. */
export function colourOfHsb(hue: number, saturation: number, brightness: number): Colour {
  const channel = (turn: number) => {
    const place = (turn + hue * 6) % 6;
    return brightness - brightness * saturation * Math.max(0, Math.min(place, 4 - place, 1));
  };
  return colourOfShares(channel(5), channel(3), channel(1));
}

/**
 * Of CIELAB with the white of D50, as Adobe's programs have it: lightness 0 to 100, a and b −128 to 127. By way of XYZ, adapted to sRGB's white by
 * Bradford's matrix: the sum of both is the matrix of CSS Color 4 (https://www.w3.org/TR/css-color-4/#color-conversion-code). What a screen cannot
 * show is cut off.
 */
export function colourOfLab(lightness: number, a: number, b: number): Colour {
  const middle = (lightness + 16) / 116;
  const light = (f: number) => (f ** 3 > 216 / 24389 ? f ** 3 : (116 * f - 16) / (24389 / 27));
  const x = 0.9642956764295677 * light(middle + a / 500);
  const y = light(middle);
  const z = 0.8251046025104602 * light(middle - b / 200);
  return colourOfBytes(
    byteOf(3.1341359569958707 * x - 1.6173863321612538 * y - 0.4906619460083532 * z),
    byteOf(-0.978795502912089 * x + 1.916254567259524 * y + 0.03344273116131949 * z),
    byteOf(0.07195537988411677 * x - 0.2289768264158322 * y + 1.405386058324125 * z),
  );
}
