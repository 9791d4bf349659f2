/** In pixels. */
export interface Pixels {
  width: number;
  height: number;
}

/** Exact pixels as a request keeps them, width first: `64x48`. */
export type ExactSize = `${number}x${number}`;

/** The sides that a model draws to the pixel. */
export interface Sides {
  min: number;
  max: number;
  /** Each side is a multiple of it. */
  step: number;
  /** Both sides are alike. */
  isSquare?: true;
}

const kept = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/;
const written = /^\s*0*([1-9]\d{0,4})\s*[x×*]\s*0*([1-9]\d{0,4})\s*(?:px)?\s*$/iu;

/** From what people write for exact pixels: `64x48`, `64 × 48`. Undefined for anything else. */
export function exactSizeOf(text: string): ExactSize | undefined {
  const [, width, height] = written.exec(text) ?? [];
  return width === undefined || height === undefined ? undefined : exactSize({ width: +width, height: +height });
}

export const exactSize = ({ width, height }: Pixels): ExactSize => `${width}x${height}`;

/** Undefined for a size that names no pixels. */
export function pixelsOf(size: string): Pixels | undefined {
  const [, width, height] = kept.exec(size) ?? [];
  return width === undefined || height === undefined ? undefined : { width: +width, height: +height };
}

export const squares = (min: number, max: number): Sides => ({ min, max, step: 1, isSquare: true });

export const draws = ({ min, max, step, isSquare }: Sides, { width, height }: Pixels): boolean =>
  [width, height].every((side) => side >= min && side <= max && side % step === 0) && (!isSquare || width === height);

/** The size nearest to this one: in its shape, where that can be drawn; else each side as near as it goes. */
export function nearestDrawn({ min, max, step, isSquare }: Sides, { width, height }: Pixels): Pixels {
  const longest = Math.max(width, height);
  const shortest = Math.min(width, height);
  const scale = longest > max ? max / longest : shortest < min ? min / shortest : 1;
  const keepsShape = longest * scale <= max && shortest * scale >= min;
  const clamped = (side: number) =>
    Math.min(Math.floor(max / step) * step, Math.max(Math.ceil(min / step) * step, Math.round(side / step) * step));
  if (isSquare) return { width: clamped(longest), height: clamped(longest) };
  const near = (side: number) => clamped(keepsShape ? side * scale : side);
  return { width: near(width), height: near(height) };
}

/** As a sentence has it: `16 to 384 pixels a side`. */
export function sidesInWords({ min, max, step, isSquare }: Sides): string {
  if (min === max) return `${min} × ${max}`;
  const sides = `${min} to ${max.toLocaleString('en-US')} pixels a side${step > 1 ? `, in steps of ${step}` : ''}`;
  return isSquare ? `squares of ${sides}` : sides;
}
