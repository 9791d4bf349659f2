export interface Row {
  /** The index of its first image in the list. */
  start: number;
  top: number;
  /** Of its pictures. */
  height: number;
  /** Of the title above them, if a group begins here. */
  headPx: number;
  tiles: ReadonlyArray<{ left: number; width: number }>;
}

interface RowOptions {
  widthPx: number;
  /** The maximum height of a row. */
  targetPx: number;
  gapPx: number;
  /** The height of a group's title. */
  headPx?: number;
  /** The indexes at which groups begin: each begins a row. */
  starts?: ReadonlySet<number>;
}

/** A picture wider or narrower than that is shown with empty space beside it. */
const [narrowest, widest] = [0.4, 2.5];

/**
 * Rows that fill the width, in which every picture keeps its shape. Rows above never change when images are added below; the
 * last row may end early, as may the last of a group. Whole pixels, so that edges are sharp.
 * @param ratios width to height of each picture
 */
export function rowsOf(ratios: readonly number[], options: RowOptions): Row[] {
  const { widthPx, targetPx, gapPx, headPx: groupHeadPx = 0, starts } = options;
  const rows: Row[] = [];
  let start = 0;
  let top = 0;
  let sum = 0;
  for (const [index, ratio] of ratios.entries()) {
    sum += inShape(ratio);
    const room = widthPx - gapPx * (index - start);
    const isFull = sum * targetPx >= room;
    if (!isFull && index < ratios.length - 1 && !starts?.has(index + 1)) continue;
    const headPx = starts?.has(start) ? groupHeadPx : 0;
    // One that ends early is no higher than the full one above it, with which pictures of one shape then stand in columns.
    const above = starts?.has(start) ? undefined : rows.at(-1)?.height;
    const height = isFull ? Math.max(1, Math.round(Math.min(targetPx, room / sum))) : (above ?? targetPx);
    const tiles = tilesOf(ratios.slice(start, index + 1), height, gapPx, isFull && widthPx);
    rows.push({ start, top, height, headPx, tiles });
    top += headPx + height + gapPx;
    start = index + 1;
    sum = 0;
  }
  return rows;
}

function tilesOf(ratios: readonly number[], height: number, gapPx: number, endPx: number | false) {
  let exact = 0;
  return ratios.map((ratio, index) => {
    const left = Math.round(exact);
    exact += inShape(ratio) * height;
    // The height was rounded, so the row would otherwise end a little early or late.
    const right = endPx !== false && index === ratios.length - 1 ? endPx : Math.round(exact);
    exact += gapPx;
    return { left, width: right - left };
  });
}

const inShape = (ratio: number) => Math.min(widest, Math.max(narrowest, ratio));
