import { pixelOf } from '#core/pixel/colour/channels.ts';
import type { Animation, IndexedPicture, Pixels } from '#core/pixel/picture.ts';

/** From a seed, so that every run measures the same: a generator of Park and Miller. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A figure of discs in a palette of 16, on what is clear: long runs, outlines of one pixel and a little dither, as sprites have them. */
export function sprite(side: number, seed: number, phase = 0): IndexedPicture {
  const random = createRandom(seed);
  const colours = Array.from({ length: 16 }, () => Math.floor(random() * 0x1000000));
  const indices = new Uint8Array(side * side);
  for (let disc = 1; disc <= 12; disc += 1) {
    const [x, y, radius] = [random() * side, random() * side, (0.05 + random() * 0.2) * side];
    const moved = y + Math.sin(phase * Math.PI * 2 + disc) * side * 0.04;
    for (let at = 0; at < indices.length; at += 1) {
      const far = Math.hypot((at % side) - x, Math.floor(at / side) - moved);
      if (far < radius - 1) indices[at] = far < radius / 2 && (at ^ (at / side)) & 1 ? ((disc + 1) % 15) + 1 : disc;
      else if (far < radius) indices[at] = 15;
    }
  }
  return { width: side, height: side, colours, clear: 0, indices };
}

/** Frames of such a figure that moves; the last is held. */
export function walk(side: number, count: number): Animation {
  const frames = Array.from({ length: count }, (_, number) => ({
    indices: sprite(side, 7, Math.min(number, count - 2) / count).indices,
    ms: 80 + (number % 3) * 33,
  }));
  const { indices: _, ...rest } = sprite(side, 7);
  return { ...rest, frames, tags: [{ name: 'walk', from: 0, to: count - 1, direction: 'forward', repeat: 0 }] };
}

/** Every pixel of a colour of its own. */
export function photograph(side: number): Pixels {
  const random = createRandom(11);
  const data = Uint32Array.from({ length: side * side }, () => pixelOf(Math.floor(random() * 0x1000000)));
  return { data, width: side, height: side };
}
