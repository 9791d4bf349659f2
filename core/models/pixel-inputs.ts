import { z } from 'zod';
import type { TileSetKind } from '../assets/layout/asset-layout.ts';
import type { Sides } from './exact-size.ts';

/** Along which sides a picture continues itself: laid side by side it shows no seam. */
export const seamlessWays = ['x', 'y', 'both'] as const;
export type SeamlessWay = (typeof seamlessWays)[number];

/** What a preset takes otherwise than its model. */
export interface PresetTakes {
  /** The sides that it draws; left out: those of the model's exact sizes. */
  sides?: Sides;
  /** How many pictures it begins with at most; left out: as many as the model. */
  mostImages?: number;
  /** It begins with a picture always. */
  needsImage?: boolean;
  /** It draws two grounds, and must be given both (grounds.ts). */
  needsGrounds?: boolean;
  /** Its picture is a sheet of so many cells, each as large as what is asked for. */
  sheet?: { columns: number; rows: number };
  /** Its picture is one tile or a set of them, of this kind. */
  tiles?: TileSetKind;
}

/** What a model that draws pixel art takes, beside words and a size. */
export interface PixelTakes {
  /** Styles of its own, by its own names; the first is what it does by itself. */
  presets: readonly [string, ...string[]];
  /** By the names of presets. */
  of?: Readonly<Record<string, PresetTakes>>;
  /** The colours that it draws with. `reduced`: it takes none, and what it drew is reduced to them here. */
  palette?: boolean | 'reduced';
  /** To leave the background clear. */
  background?: boolean;
  seamless?: boolean;
  /** To draw from the words as they are, where it adds some by itself. */
  literal?: boolean;
}

/** The same of one run. */
export interface PixelInputs {
  preset?: string | undefined;
  /** Where the provider has a picture of the colours. */
  paletteUrl?: string | undefined;
  isClear?: boolean | undefined;
  seamless?: SeamlessWay | undefined;
  isLiteral?: boolean | undefined;
}

/** What Retro Diffusion's models share of their schemas; what is not asked for is not sent. */
export const pixelSchema = (presets: readonly [string, ...string[]]) => ({
  style: z.enum(presets).optional(),
  input_palette: z.url().optional(),
  remove_bg: z.literal(true).optional(),
  tile_x: z.literal(true).optional(),
  tile_y: z.literal(true).optional(),
  bypass_prompt_expansion: z.literal(true).optional(),
});

/** An input that says only yes, or is left out. */
export const onIf = (isOn: boolean | undefined) => (isOn ? (true as const) : undefined);

export const pixelInputs = ({ preset, paletteUrl, isClear, seamless, isLiteral }: PixelInputs = {}) => ({
  style: preset,
  input_palette: paletteUrl,
  remove_bg: onIf(isClear),
  tile_x: onIf(seamless === 'x' || seamless === 'both'),
  tile_y: onIf(seamless === 'y' || seamless === 'both'),
  bypass_prompt_expansion: onIf(isLiteral),
});

/** @throws RangeError */
export function checkPixelRun({ name, pixel }: { name: string; pixel?: PixelTakes }, asked: PixelInputs): void {
  const { preset, paletteUrl, isClear, seamless, isLiteral } = asked;
  const refused = [
    preset !== undefined && !pixel?.presets.includes(preset) && `the preset ${preset}`,
    paletteUrl !== undefined && !pixel?.palette && 'a palette',
    isClear && !pixel?.background && 'a clear background',
    seamless !== undefined && !pixel?.seamless && 'seamless sides',
    isLiteral && !pixel?.literal && 'literal words',
  ].filter((what) => typeof what === 'string');
  if (refused.length > 0) throw new RangeError(`${name} does not take ${refused.join(', ')}.`);
}
