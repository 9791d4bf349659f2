import { unzlibSync, zlibSync } from 'fflate';
import type { Pixels } from '../../picture.ts';
import { ensure, FormatError } from '../format-error.ts';
import type { Header } from './header.ts';

interface Pass {
  left: number;
  top: number;
  /** From one pixel of the pass to the next. */
  across: number;
  down: number;
}

const whole: readonly Pass[] = [{ left: 0, top: 0, across: 1, down: 1 }];

/** https://www.w3.org/TR/png-3/#8InterlaceMethods */
const adam7: readonly Pass[] = [
  { left: 0, top: 0, across: 8, down: 8 },
  { left: 4, top: 0, across: 8, down: 8 },
  { left: 0, top: 4, across: 4, down: 8 },
  { left: 2, top: 0, across: 4, down: 4 },
  { left: 0, top: 2, across: 2, down: 4 },
  { left: 1, top: 0, across: 2, down: 2 },
  { left: 0, top: 1, across: 1, down: 2 },
];

/** Of one level, so that the same picture has the same bytes for ever. */
const level = 9;

/** Indices as a PNG keeps them, each in `depth` bits; not filtered, as PNG advises for indexed pictures (12.7). */
export function packIndices(indices: Uint8Array, { width, height }: { width: number; height: number }, depth: number) {
  const rowBytes = Math.ceil((width * depth) / 8);
  const rows = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1) + 1;
    if (depth === 8) rows.set(indices.subarray(y * width, (y + 1) * width), start);
    for (let x = 0; x < width && depth < 8; x += 1) {
      const bit = x * depth;
      const at = start + (bit >>> 3);
      rows[at] = (rows[at] ?? 0) | ((indices[y * width + x] ?? 0) << (8 - depth - (bit & 7)));
    }
  }
  return zlibSync(rows, { level });
}

/** Pixels as a PNG keeps them, red, green, blue and alpha, each row as what differs from the one above (filter “up”): of enlarged pixels most rows differ in nothing. */
export function packPixels({ data, width, height }: Pixels): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const rowBytes = width * 4;
  const rows = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const [to, from] = [y * (rowBytes + 1), y * rowBytes];
    rows[to] = 2;
    for (let at = 0; at < rowBytes; at += 1)
      rows[to + 1 + at] = (bytes[from + at] ?? 0) - (y === 0 ? 0 : (bytes[from + at - rowBytes] ?? 0));
  }
  return zlibSync(rows, { level });
}

type Shape = Pick<Header, 'width' | 'height' | 'depth' | 'channels' | 'isInterlaced'>;

/** The numbers of all pixels, row by row, as they are in the file: not stretched to 8 bits. @throws FormatError */
export function samplesOf(zlib: Uint8Array, { width, height, depth, channels, isInterlaced }: Shape): Uint8Array {
  const passes = (isInterlaced ? adam7 : whole).map(({ left, top, across, down }) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    return { left, top, across, down, columns, rows, rowBytes: Math.ceil((columns * channels * depth) / 8) };
  });
  const drawn = passes.filter(({ columns, rows }) => columns > 0 && rows > 0);
  const bytes = drawn.reduce((total, { rows, rowBytes }) => total + rows * (rowBytes + 1), 0);
  const packed = inflated(zlib, bytes);
  const samples = new Uint8Array(width * height * channels);
  const step = Math.max(1, (channels * depth) >>> 3);
  const mask = (1 << depth) - 1;
  let at = 0;
  for (const { left, top, across, down, columns, rows, rowBytes } of drawn) {
    let above = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row += 1) {
      const current = packed.subarray(at + 1, at + 1 + rowBytes);
      unfilter(packed[at] ?? 0, current, above, step);
      above = current;
      at += rowBytes + 1;
      if (depth === 8 && across === 1) {
        samples.set(current, (top + row * down) * rowBytes);
        continue;
      }
      for (let column = 0; column < columns; column += 1)
        for (let channel = 0; channel < channels; channel += 1) {
          const bit = (column * channels + channel) * depth;
          const value = ((current[bit >>> 3] ?? 0) >>> (8 - depth - (bit & 7))) & mask;
          samples[((top + row * down) * width + left + column * across) * channels + channel] = value;
        }
    }
  }
  return samples;
}

/** Never larger than it must be, whatever the file says. */
function inflated(zlib: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let found: Uint8Array;
  // Two bytes of a header and four of a checksum: of nothing between them the library makes as many zeros as there is room for.
  ensure(zlib.length > 6, 'This PNG is cut off: its pixels are missing.');
  try {
    found = unzlibSync(zlib, { out });
  } catch {
    throw new FormatError('This PNG is damaged: its pixels cannot be unpacked.');
  }
  ensure(found.length === bytes, 'This PNG is cut off: some of its pixels are missing.');
  return out;
}

/** https://www.w3.org/TR/png-3/#9Filters; in place. `step`: bytes from a pixel to the same part of the next, at least 1. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  ensure(filter <= 4, 'This PNG is damaged: its rows are packed in a way that PNG does not know.');
  if (filter === 0) return;
  for (let at = 0; at < row.length; at += 1) {
    const left = at >= step ? (row[at - step] ?? 0) : 0;
    const up = above[at] ?? 0;
    const upLeft = at >= step ? (above[at - step] ?? 0) : 0;
    row[at] = (row[at] ?? 0) + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >>> 1;
  const [toLeft, toUp, toUpLeft] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
