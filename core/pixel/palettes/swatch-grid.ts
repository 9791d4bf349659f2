import type { Colours, IndexedPicture } from '../picture.ts';

/** So wide a chat shows it beside words; in a palette of 256 a square still has 20 pixels. */
const widthPx = 320;
const fewestColumns = 8;
const mostColumns = 16;

/** Colours to be looked at, in their order: squares in rows, of 8 or 16. The last row's rest has the last colour, since nothing is clear there. */
export function swatchGrid(colours: Colours): IndexedPicture {
  const columns = colours.length <= fewestColumns * 4 ? Math.min(fewestColumns, colours.length) : mostColumns;
  const rows = Math.ceil(colours.length / columns);
  const side = Math.floor(widthPx / columns / (columns < fewestColumns ? 2 : 1));
  const [width, height] = [columns * side, rows * side];
  const last = colours.length - 1;
  const indices = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      indices[y * width + x] = Math.min(last, Math.floor(y / side) * columns + Math.floor(x / side));
  return { width, height, indices, colours };
}
