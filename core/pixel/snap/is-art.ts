import type { Candidate } from './candidates.ts';
import { type Chosen, isSure } from './choose.ts';

/**
 * What photographs do not reach: the value of a grid, how well its edges keep step, and by how many levels its cells differ. Where edges keep step
 * clearly, cells may be as uneven as noise makes them.
 */
const leastOfArt = { value: 0.15, coherence: 0.2, contrast: 10 };
const inStep = { value: 0.06, coherence: 0.3, lift: 0.4, evenness: 0.55 };
/** Where it is asked which of two grids is meant, one of them is at least as good as this. */
const leastOfAsked = 0.25;
/** The blocks of a JPEG are a grid as well, of next to nothing, and so are a half and a third of them: how near, and by how many levels they differ. */
const blocks = { px: [8, 4, 8 / 3], within: 0.005, contrast: 25 };

/** Whether a grid is one of pixel art, and not what any picture has by chance or by a JPEG. */
export function isArt(chosen: Chosen): boolean {
  const { best } = chosen;
  const { value, coherence, contrast, lift, evenness } = best;
  if (contrast < (isOfBlocks(best) ? blocks.contrast : leastOfArt.contrast)) return false;
  if (!isSure(chosen) && value < leastOfAsked) return false;
  if (value >= leastOfArt.value && coherence >= leastOfArt.coherence) return true;
  return value >= inStep.value && coherence >= inStep.coherence && lift >= inStep.lift && evenness >= inStep.evenness;
}

const isOfBlocks = ({ pitch: { x, y } }: Candidate): boolean =>
  blocks.px.some((px) => Math.abs(x / px - 1) < blocks.within && Math.abs(y / px - 1) < blocks.within);
