export interface Row {
  /** The index of its first image in the list. */
  start: number;
  top: number;
  height: number;
  tiles: ReadonlyArray<{ left: number; width: number }>;
}

interface RowOptions {
  widthPx: number;
  /** The maximum height of a row. */
  targetPx: number;
  gapPx: number;
}

/** A picture wider or narrower than that is shown with empty space beside it. */
const [narrowest, widest] = [0.4, 2.5];

/**
 * Rows that fill the width, in which every picture keeps its shape. Rows above never change when images are added below; the
 * last row may end early. Whole pixels, so that edges are sharp.
 * @param ratios width to height of each picture
 */
export function rowsOf(ratios: readonly number[], { widthPx, targetPx, gapPx }: RowOptions): Row[] {
  const rows: Row[] = [];
  let start = 0;
  let top = 0;
  let sum = 0;
  for (const [index, ratio] of ratios.entries()) {
    sum += inShape(ratio);
    const room = widthPx - gapPx * (index - start);
    const isFull = sum * targetPx >= room;
    if (!isFull && index < ratios.length - 1) continue;
    const height = Math.max(1, Math.round(Math.min(targetPx, room / sum)));
    rows.push({ start, top, height, tiles: tilesOf(ratios.slice(start, index + 1), height, gapPx, isFull && widthPx) });
    top += height + gapPx;
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
