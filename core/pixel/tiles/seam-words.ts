import { type Seam, visibleFrom } from './seams.ts';

const times = (score: number) => `${score.toFixed(1)} ×`;

/** Tiles as people count them, from the first. */
const number = (tile: number) => `tile ${tile + 1}`;

/** One edge in words: `tile 2, right edge, beside tile 3: 1.5 × as visible as any line inside them`. */
export function seamInWords({ tile, side, neighbour, score }: Seam, count: number): string {
  const beside = count === 1 ? '' : neighbour === tile ? ', beside itself' : `, beside ${number(neighbour)}`;
  const inside = neighbour === tile ? 'inside it' : 'inside them';
  return `${count === 1 ? '' : `${number(tile)}, `}${side} edge${beside}: ${times(score)} as visible as any line ${inside}`;
}

/** What is to be said of all edges. @param visible those that show, the worst first */
export function seamsInWords({ edges, visible }: { edges: number; visible: readonly Seam[] }): string {
  if (visible.length === 0) return edges === 4 ? 'All 4 edges fit: no seam.' : `All ${edges} edges fit: no seams.`;
  const [worst] = visible;
  const many = visible.length === 1 ? '1 edge shows a seam' : `${visible.length} edges show a seam`;
  return `${many}, of ${edges}${worst ? `. The worst is ${seamInWords(worst, edges / 4)}` : ''}.`;
}

/** What the numbers mean, for whoever asks. */
export const seamScoreMeans = `1.0 × is as visible as the most visible line inside the tiles; from ${times(visibleFrom)} on one sees a seam.`;
