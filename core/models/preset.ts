import { nearestDrawn, type Pixels, pixelsOf, type Sides } from './exact-size.ts';
import type { PixelTakes, PresetTakes } from './pixel-inputs.ts';

/** What is asked of a model here; its whole type is made with this. */
interface Drawing {
  pixel?: PixelTakes;
  exact?: Sides;
  sizes: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
}

/** What a preset takes; without a name, what the model does by itself. */
export const presetOf = (pixel: PixelTakes | undefined, preset: string | undefined): PresetTakes =>
  pixel?.of?.[preset ?? pixel.presets[0]] ?? {};

/** The sides that a model draws with a preset; undefined of one that draws no exact pixels. */
export const sidesOf = (
  { exact, pixel }: Pick<Drawing, 'exact' | 'pixel'>,
  preset: string | undefined,
): Sides | undefined => presetOf(pixel, preset).sides ?? exact;

/** From the smallest side to the largest that any preset of a model draws; `differ`: one draws only some of them. Undefined of one that draws no exact pixels. */
export function sidesOfAll(model: Pick<Drawing, 'exact' | 'pixel'>): { sides: Sides; differ: boolean } | undefined {
  const { exact, pixel } = model;
  if (!exact) return undefined;
  const all = (pixel?.presets ?? [undefined]).map((preset) => sidesOf(model, preset) ?? exact);
  const min = Math.min(...all.map((each) => each.min));
  const max = Math.max(...all.map((each) => each.max));
  const step = Math.min(...all.map((each) => each.step));
  return {
    sides: { min, max, step, ...(all.every(({ isSquare }) => isSquare) ? { isSquare: true } : {}) },
    differ: all.some((each) => each.min !== min || each.max !== max),
  };
}

/**
 * The pixels that a size stands for with a preset: a shape is as near to the model's own as the preset draws, and exact pixels are themselves. Undefined of a
 * model whose sizes are no pixels.
 */
export function pixelsWith(
  { pixel, sizes }: Pick<Drawing, 'pixel' | 'sizes'>,
  size: string,
  preset: string | undefined,
): Pixels | undefined {
  const exact = pixelsOf(size);
  if (exact) return exact;
  const { width, height } = sizes[size] ?? {};
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  const { sides } = presetOf(pixel, preset);
  return sides ? nearestDrawn(sides, { width, height }) : { width, height };
}

/** The size of a run's picture: that of what was asked for, or of a sheet of such. */
export function pictureOf(
  pixel: PixelTakes | undefined,
  preset: string | undefined,
  { width, height }: Pixels,
): Pixels {
  const { columns, rows } = presetOf(pixel, preset).sheet ?? { columns: 1, rows: 1 };
  return { width: width * columns, height: height * rows };
}
