import type { Colour } from '../picture.ts';
import { blueOf, greenOf, redOf } from './channels.ts';
import { linearOf } from './srgb.ts';

/** How bright a colour is beside white, 0 to 1: "relative luminance" of WCAG 2.2. */
const luminanceOf = (colour: Colour): number =>
  0.2126 * linearOf(redOf(colour)) + 0.7152 * linearOf(greenOf(colour)) + 0.0722 * linearOf(blueOf(colour));

/** The contrast of two colours, 1 (the same) to 21 (black and white), as WCAG 2.2 counts it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastOf(one: Colour, other: Colour): number {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
