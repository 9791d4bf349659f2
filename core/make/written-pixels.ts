import type { Deps } from '../deps.ts';
import type { ImageModel } from '../models/define-model.ts';
import type { SeamlessWay } from '../models/pixel-inputs.ts';
import { asFarAsTaken, type PixelWish, saying } from '../models/pixel-wish.ts';
import type { Colours } from '../pixel/picture.ts';
import { paletteWritten } from './palette-written.ts';

/** What somebody says of pixel art. */
export interface WrittenPixels {
  colours?: number | undefined;
  /** One of theirs or a classic by its name, or colours in hex. */
  palette?: string | undefined;
  background?: 'none' | undefined;
  preset?: string | undefined;
  seamless?: SeamlessWay | undefined;
  literal?: boolean | undefined;
}

/** What a project says of it. */
interface Defaults {
  defaultPixel: PixelWish | null;
  /** To which what is made in it is locked. */
  palette?: Colours | null;
}

/**
 * For a request: what they say, and what their project says where they say nothing, as far as the model takes that.
 * @throws Failure unknown_palette
 */
export async function pixelsWanted(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  written: WrittenPixels,
  { userId, model, project }: { userId: string | null; model: ImageModel; project: Defaults | null | undefined },
): Promise<PixelWish | undefined> {
  const { palette } = written;
  const usual = project?.palette
    ? { ...project.defaultPixel, palette: { colours: [...project.palette] } }
    : project?.defaultPixel;
  return saying({
    ...asFarAsTaken(usual, model),
    ...withoutPalette(written),
    ...(palette === undefined ? {} : { palette: await paletteWritten(deps, userId, palette) }),
  });
}

/** All but the palette, as a row keeps it; undefined if nothing is said. */
export const withoutPalette = ({ palette: _, preset, literal, ...said }: WrittenPixels): PixelWish | undefined =>
  saying({
    ...said,
    preset: preset?.trim().toLowerCase().replaceAll(' ', '_'),
    literal: literal ? true : undefined,
  });

/** The same as somebody would write it, for a model. */
export const asWritten = ({ palette, longest: _, recolouring: __, ...wish }: PixelWish): WrittenPixels => ({
  ...wish,
  ...(palette ? { palette: palette.name ?? palette.colours.map(hexDigits).join(',') } : {}),
});

const hexDigits = (colour: number) => colour.toString(16).padStart(6, '0');
