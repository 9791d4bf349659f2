import { pixelFacts } from './contract.ts';
import { indexed, pixelsFrom } from './indexed.ts';
import type { Animation } from './picture.ts';
import { reduced } from './whole-factors.ts';

/** One picture may be an enlargement by a whole factor: of that nothing is lost at its own size. Factor 1: it is none, or moves. */
export function atOwnSize(animation: Animation): { animation: Animation; factor: number } {
  const { frames, tags, ...picture } = animation;
  const [first] = frames;
  const asItIs = { animation, factor: 1 };
  if (!first || frames.length > 1) return asItIs;
  const pixels = pixelsFrom({ ...picture, indices: first.indices });
  const factor = pixelFacts(pixels).grid;
  if (factor === 1) return asItIs;
  const small = indexed(reduced(pixels, factor), picture);
  if (!small) return asItIs;
  const { indices, ...rest } = small;
  return { animation: { ...rest, frames: [{ ...first, indices }], tags }, factor };
}
