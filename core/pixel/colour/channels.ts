import type { Colour } from '../picture.ts';

export const redOf = (colour: Colour): number => (colour >> 16) & 255;
export const greenOf = (colour: Colour): number => (colour >> 8) & 255;
export const blueOf = (colour: Colour): number => colour & 255;

/** A colour of three bytes. */
export const colourOfBytes = (red: number, green: number, blue: number): Colour => (red << 16) | (green << 8) | blue;

/** The colour of a pixel as `Pixels` holds it, without its alpha. */
export const colourOfPixel = (pixel: number): Colour =>
  ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 255);

/** A pixel as `Pixels` holds it, of a colour and an alpha of 0 to 255. */
export const pixelOf = (colour: Colour, alpha = 255): number =>
  ((alpha << 24) | ((colour & 255) << 16) | (colour & 0xff00) | (colour >>> 16)) >>> 0;

export const alphaOf = (pixel: number): number => pixel >>> 24;
