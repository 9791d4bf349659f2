import sharp, { type Sharp } from 'sharp';
import { createRandom, type Random } from './random.ts';

const side = 1024;

/**
 * A landscape of 1024 × 1024 that is to an encoder what a photograph is: detail at every scale, each half as strong as the one twice its size, as in
 * nature; hard edges where the hills stand against each other; and the noise of a sensor. RGB, row by row; the same each time.
 */
export function makePhotograph(): Sharp {
  const random = createRandom('photograph');
  const light = roughness(random, 8, 0.8);
  const colours = roughness(random, 4, 0.5);
  const ridges = Array.from({ length: 4 }, (_, hill) => ridge(random, 300 + hill * 170));
  const pixels = Buffer.alloc(side * side * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      // 0 is the sky, which is smooth; each hill before it is darker, greener and rougher.
      const hill = ridges.filter((line) => y > (line[x] ?? side)).length;
      const at = y * side + x;
      const bright = 190 - hill * 32 + (light[at] ?? 0) * (3 + hill * 16) - (hill === 0 ? y / 12 : 0);
      const tint = (colours[at] ?? 0) * 14;
      // The darker, the less light there was, and the more of it is noise.
      const noise = () => (random.next() + random.next() - 1) * (1.2 + (255 - bright) / 90);
      pixels[at * 3] = clamp(bright - (hill === 0 ? 30 : hill * 6) + tint + noise());
      pixels[at * 3 + 1] = clamp(bright - 6 + hill * 5 + noise());
      pixels[at * 3 + 2] = clamp(bright + (hill === 0 ? 34 : -hill * 14) - tint + noise());
    }
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
}

const clamp = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

/** Sums of smooth noise, each layer at twice the frequency and `falling` times the strength of the one before it. */
function roughness(random: Random, layers: number, falling: number): Float32Array {
  const total = new Float32Array(side * side);
  for (let layer = 0; layer < layers; layer += 1) addLayer(total, random, 4 << layer, falling ** layer);
  return total;
}

/** Adds random values at the corners of `cells` × `cells` squares, and what lies between them in between. */
function addLayer(total: Float32Array, random: Random, cells: number, strength: number) {
  const corners = Float32Array.from({ length: (cells + 1) ** 2 }, () => (random.next() * 2 - 1) * strength);
  const corner = (column: number, row: number) => corners[row * (cells + 1) + column] ?? 0;
  for (let y = 0; y < side; y += 1) {
    const down = (y * cells) / side;
    const row = Math.floor(down);
    for (let x = 0; x < side; x += 1) {
      const across = (x * cells) / side;
      const column = Math.floor(across);
      const above = between(corner(column, row), corner(column + 1, row), across - column);
      const below = between(corner(column, row + 1), corner(column + 1, row + 1), across - column);
      const at = y * side + x;
      total[at] = (total[at] ?? 0) + between(above, below, down - row);
    }
  }
}

/** The height of a hill's outline in each column: a walk that goes up and down. */
function ridge(random: Random, height: number): Float32Array {
  const phases = Array.from({ length: 6 }, () => random.between(0, 2 * Math.PI));
  return Float32Array.from({ length: side }, (_, x) =>
    phases.reduce((y, phase, wave) => y + (60 / 2 ** wave) * Math.sin((x * 2 ** wave) / 120 + phase), height),
  );
}

const between = (from: number, to: number, share: number) => from + (to - from) * share * share * (3 - 2 * share);
