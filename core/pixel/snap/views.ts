import type { Pixels } from '../picture.ts';
import { withoutBaseline } from './baseline.ts';
import { type Edges, edgesOf } from './edges.ts';
import { halved, type LinesOfBoth, linesOfAll } from './lines.ts';
import { type Signals, signalsOf } from './signals.ts';
import { join, slantOf } from './slant.ts';

/** From how far away edges are looked at: each place is so many pixels. */
export type Scale = 1 | 2 | 4;

/** The edges of both axes, upright, without what noise leaves of them. */
export interface View {
  scale: Scale;
  x: Float32Array;
  y: Float32Array;
}

interface Views {
  /** By how much the picture slants (slant.ts). */
  slant: number;
  /** Worked out when it is first asked for, as few pictures need more than one. */
  view(scale: Scale): View;
  /** A few lines, pixel by pixel. */
  signals(): Signals;
}

/** Below this side pairs of pixels would be as large as cells. */
const leastForPairs = 256;

/** Of opaque pictures of one size. */
export function viewsOf(pictures: readonly Pixels[]): Views {
  const levels = new Map<Scale, LinesOfBoth>();
  const levelAt = (scale: Scale): LinesOfBoth => {
    const known = levels.get(scale);
    if (known) return known;
    const level =
      scale === 4 || (scale === 2 && !isLarge(pictures))
        ? halfOf(levelAt(scale === 4 ? 2 : 1))
        : linesOfAll(pictures, scale === 2);
    levels.set(scale, level);
    return level;
  };
  const edgesAt = (scale: Scale) => {
    const { x, y } = levelAt(scale);
    return { x: edgesOf(x), y: edgesOf(y) };
  };
  // Seen from a little away: what is a pixel or two off its line is still on it.
  const halfway = edgesAt(2);
  const slant = slantOf(halfway.x, halfway.y, 2);
  return {
    slant,
    view(scale) {
      const { x, y } = scale === 2 ? halfway : edgesAt(scale);
      return { scale, x: upright(x, slant / scale), y: upright(y, -slant / scale) };
    },
    signals: () => signalsOf(pictures, levelAt(2)),
  };
}

const isLarge = (pictures: readonly Pixels[]): boolean =>
  pictures.every(({ width, height }) => Math.min(width, height) >= leastForPairs);
const halfOf = ({ x, y }: LinesOfBoth): LinesOfBoth => ({ x: halved(x), y: halved(y) });
const upright = (edges: Edges, slant: number): Float32Array =>
  withoutBaseline(join(edges, slant, new Float32Array(edges.length)));
