import { ensure } from './format-error.ts';

export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The smallest region outside of which both pictures are the same; of equal ones the first pixel, since no format has empty frames. */
export function changedRegion(before: Uint8Array, now: Uint8Array, width: number): Region {
  let [left, top, right, bottom] = [width, now.length, -1, -1];
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === before[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    bottom = y;
  }
  if (bottom < 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** What of a picture is in a region. */
export function cut(indices: Uint8Array, across: number, { left, top, width, height }: Region): Uint8Array {
  const part = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * across + left;
    part.set(indices.subarray(from, from + width), y * width);
  }
  return part;
}

/** On which the frames of a file are drawn, each over the one before. `clear`: what it has at first, and where something was wiped away. */
export function createCanvas(width: number, height: number, clear: number | undefined) {
  let indices = new Uint8Array(width * height).fill(clear ?? 0);
  return {
    /** To be asked before a frame is unpacked, which could say that it is of any size. @throws FormatError */
    ensureInside({ left, top, width: across, height: down }: Region) {
      const isInside = across > 0 && down > 0 && left + across <= width && top + down <= height;
      ensure(isInside, 'This file is damaged: a frame lies outside of its picture.');
    },
    copy: () => indices.slice(),
    /** As it was when this copy was made. */
    restore: (copy: Uint8Array<ArrayBuffer>) => {
      indices = copy;
    },
    /** `isOver`: what is clear shows what was there. */
    draw(part: Uint8Array, region: Region, isOver: boolean) {
      for (let y = 0; y < region.height; y += 1)
        for (let x = 0; x < region.width; x += 1) {
          const index = part[y * region.width + x] ?? 0;
          if (!isOver || index !== clear) indices[(region.top + y) * width + region.left + x] = index;
        }
    },
    wipe(region: Region) {
      ensure(clear !== undefined, 'A frame of this file is wiped away, but none of its colours is clear.');
      for (let y = 0; y < region.height; y += 1) {
        const from = (region.top + y) * width + region.left;
        indices.fill(clear, from, from + region.width);
      }
    },
  };
}
