import { type Canvas, createCanvas } from './canvas.ts';
import { createRandom } from './random.ts';

/**
 * What a general model draws if it is asked for pixel art: cells of uneven size that begin anywhere, hundreds of colours, and fringes where cells meet.
 * @param art one pixel for each cell
 */
export function fakePixelArt(art: Canvas, width: number, height: number, words: string): Canvas {
  const random = createRandom(`fake ${words}`);
  const columns = cuts(width, art.width, random.next);
  const rows = cuts(height, art.height, random.next);
  // Three shades of each cell's colour.
  const shades = Int8Array.from({ length: art.width * art.height }, () => random.integer(-1, 1) * 5);
  const cell = (column: number, row: number, channel: number) => {
    const at = row * art.width + column;
    return channel === 3 ? 255 : (art.data[at * 4 + channel] ?? 0) + (shades[at] ?? 0);
  };
  const fake = createCanvas(width, height);
  for (let y = 0; y < height; y += 1) {
    const row = rows.of[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const column = columns.of[x] ?? 0;
      // A fringe: the first pixel of a cell is half of the one before.
      const isFringe = columns.begins[x] === 1 && column > 0 && (column * 7 + row * 13) % 5 === 0;
      for (const channel of [0, 1, 2, 3]) {
        const own = cell(column, row, channel);
        fake.data[(y * width + x) * 4 + channel] = isFringe ? (own + cell(column - 1, row, channel)) / 2 : own;
      }
    }
  }
  return fake;
}

/** Which cell each pixel of a side belongs to, and where one begins; a cell is up to a fifth wider or narrower than the others. */
function cuts(side: number, cells: number, next: () => number): { of: Uint16Array; begins: Uint8Array } {
  const widths = Array.from({ length: cells }, () => 0.8 + next() * 0.4);
  const all = widths.reduce((sum, each) => sum + each, 0);
  const of = new Uint16Array(side);
  const begins = new Uint8Array(side);
  let [cell, end] = [0, ((widths[0] ?? 1) / all) * side];
  for (let at = 0; at < side; at += 1) {
    if (at >= end && cell < cells - 1) {
      cell += 1;
      end += ((widths[cell] ?? 1) / all) * side;
      begins[at] = 1;
    }
    of[at] = cell;
  }
  return { of, begins };
}
