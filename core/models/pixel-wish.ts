import { z } from 'zod';
import { dithers } from '../contract/dithers.ts';
import { swapWays } from '../contract/recolour-words.ts';
import type { PixelContract } from '../pixel/contract.ts';
import { type ImageModel, type RunSize, sameSize } from './define-model.ts';
import { seamlessWays } from './pixel-inputs.ts';
import { pictureOf, pixelsWith } from './preset.ts';

/** Colours of pixel art: fewer make no picture, and more have no room in a palette of one byte. */
export const fewestColours = 2;
export const mostColours = 256;
/** Pixels on the longer side of art that is made of a picture: from an icon's to as many as the models for pixel art draw. */
export const fewestCells = 8;
export const mostCells = 384;

const colour = z.int().min(0).max(0xffffff);

/** What a request for pixel art says beside its words and its size, as its row keeps it. What is left out is up to the model. */
export const pixelWish = z.strictObject({
  /** At most so many. */
  colours: z.int().min(fewestColours).max(mostColours).optional(),
  /** These and no others, each `0xRRGGBB`; and the name of a classic, if it is one. */
  palette: z
    .strictObject({ colours: z.array(colour).min(1).max(mostColours), name: z.string().max(80).optional() })
    .optional(),
  /** Nothing is behind what is drawn. */
  background: z.literal('none').optional(),
  /** A style of the model's own. */
  preset: z.string().max(40).optional(),
  seamless: z.enum(seamlessWays).optional(),
  /** The model adds no words by itself. */
  literal: z.literal(true).optional(),
  /** Of pixel art that is made of a picture: how many pixels its longer side is to have. Left out: as many as its grid has. */
  longest: z.int().min(fewestCells).max(mostCells).optional(),
  /** Of a picture that gets other colours: how they are found. */
  recolouring: z.strictObject({ way: z.enum(swapWays), dither: z.enum(dithers) }).optional(),
});
export type PixelWish = z.infer<typeof pixelWish>;
/** What models take of it. */
export type ModelPixelWish = Omit<PixelWish, 'longest' | 'recolouring'>;

/** `generations.pixel` and a project's default: null says nothing. */
export const storedPixelWish = pixelWish.nullable().catch(null);

/** Nothing, if nothing is said. */
export function saying(wish: { [Key in keyof PixelWish]: PixelWish[Key] | undefined }): PixelWish | undefined {
  const said = Object.entries(wish).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : (Object.fromEntries(said) as PixelWish);
}

/** The parts of a default that a model can do something with; what somebody says themselves is refused instead. */
export function asFarAsTaken(
  wish: PixelWish | null | undefined,
  { pixel }: Pick<ImageModel, 'pixel'>,
): PixelWish | undefined {
  if (!wish || !pixel) return undefined;
  const { colours, palette, background, preset, seamless, literal } = wish;
  return saying({
    colours,
    palette: pixel.palette ? palette : undefined,
    background: pixel.background ? background : undefined,
    preset: preset !== undefined && pixel.presets.includes(preset) ? preset : undefined,
    seamless: pixel.seamless ? seamless : undefined,
    literal: pixel.literal ? literal : undefined,
  });
}

/**
 * What a picture of such a request must be; undefined of a model that draws on no grid of its own, or in the shape of another picture. Where nothing is
 * said of colours, as many as a palette of one byte holds.
 */
export function contractOf(
  model: Pick<ImageModel, 'pixel' | 'sizes'>,
  { size, wish }: { size: RunSize; wish: PixelWish | null | undefined },
): PixelContract | undefined {
  const { pixel } = model;
  const pixels = pixel && size !== sameSize ? pixelsWith(model, size, wish?.preset) : undefined;
  if (!pixels) return undefined;
  const { colours = mostColours, palette, background } = wish ?? {};
  return {
    ...pictureOf(pixel, wish?.preset, pixels),
    // The clear one takes a place in the palette.
    maxColours: Math.min(colours, palette?.colours.length ?? mostColours, background ? mostColours - 1 : mostColours),
    palette: palette?.colours,
    alpha: 'binary',
    ...(background ? { isCutOut: true } : {}),
  };
}

/** As a request says it: `16 colours · pico-8 · no background · preset retro`. Empty if nothing is said. */
export function wishInWords({ colours, palette, background, preset, seamless, literal, longest }: PixelWish): string {
  return [
    longest !== undefined && `${longest} pixels on the longer side`,
    colours !== undefined && `${colours} colours`,
    palette && (palette.name ?? `a palette of ${palette.colours.length}`),
    background && 'no background',
    preset !== undefined && `preset ${preset}`,
    seamless && (seamless === 'both' ? 'seamless' : `seamless along ${seamless}`),
    literal && 'words as they are',
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ');
}
