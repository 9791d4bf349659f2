/** How far the middle line of an axis may be from its middle, as a share of its length: then cells at one end are a quarter wider than at the other. */
const mostBent = 0.03;
/** From one bend to the next, in cells by which the middle line moves: what is nearer to its edge is moved there anyway. */
const step = 0.25;
/** How many times as many edges are to be met if cells are not even: by chance one of so many bends meets a few more. */
const clearly = 1.2;
/** What a division is worth that is bent, beside an even one: with a bend a cell too many at a border meets nearly all edges as well. */
const forBent = 0.9;

interface Lines {
  /** In places, those between cells only. */
  lines: Float64Array;
  /** 1 if they are even. */
  worth: number;
}

/**
 * The lines between so many cells from border to border that are even, or become wider or narrower all the way: as they meet the most edges.
 * @param gains what a cut gains at each place (gains.ts)
 */
export function bentLines(gains: Float32Array, length: number, cells: number): Lines {
  const even = linesOf(length, cells, 0);
  let best: Lines = { lines: even, worth: 1 };
  let most = clearly * metBy(even, gains);
  const steps = Math.floor((mostBent * cells) / step);
  for (let bend = -steps; bend <= steps; bend += 1) {
    const lines = linesOf(length, cells, (bend * step) / cells);
    const met = metBy(lines, gains);
    if (met <= most) continue;
    best = { lines, worth: forBent };
    most = met;
  }
  return best;
}

/** A parabola from border to border, which moves the middle by a share of the length. */
const linesOf = (length: number, cells: number, bend: number): Float64Array =>
  Float64Array.from({ length: cells - 1 }, (_, index) => {
    const share = (index + 1) / cells;
    return (share + 4 * bend * share * (1 - share)) * length;
  });

function metBy(lines: Float64Array, gains: Float32Array): number {
  let sum = 0;
  for (const line of lines) sum += gains[Math.round(line)] ?? 0;
  return sum;
}
