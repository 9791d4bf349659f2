import { type Canvas, type Colour, colour, paint, paintEllipse, paintRect } from './canvas.ts';
import type { Random } from './random.ts';

/** Rolling ground from `level` (fraction of the height) down, with a lit edge. */
export function hills(canvas: Canvas, random: Random, level: number, swing: number, fill: Colour, edge: Colour) {
  const phase = random.between(0, 6);
  const wave = random.between(1.2, 2.6);
  for (let x = 0; x < canvas.width; x += 1) {
    const place = (x / canvas.width) * Math.PI * wave + phase;
    const top = Math.floor(canvas.height * (level + swing * 0.5 * (Math.sin(place) + 0.4 * Math.sin(place * 2.7))));
    paintRect(canvas, x, top, 1, canvas.height - top, fill);
    paintRect(canvas, x, top, 1, Math.max(1, canvas.height / 40), edge);
  }
}

export function clouds(canvas: Canvas, random: Random, fill: Colour, count: number) {
  for (let index = 0; index < count; index += 1) {
    const x = canvas.width * random.next();
    const y = canvas.height * random.between(0.08, 0.42);
    const size = canvas.height * random.between(0.025, 0.05);
    paintEllipse(canvas, x, y, size * 2.4, size, fill, 0.9);
    paintEllipse(canvas, x - size * 0.8, y - size * 0.7, size * 1.1, size, fill, 0.9);
    paintEllipse(canvas, x + size * 0.9, y - size * 0.4, size * 0.9, size * 0.8, fill, 0.9);
  }
}

export function stars(canvas: Canvas, random: Random, down: number, density: number) {
  for (let index = 0; index < canvas.width * canvas.height * down * density; index += 1) {
    const x = Math.floor(canvas.width * random.next());
    const y = Math.floor(canvas.height * down * random.next());
    const glow = random.pick([colour('#ffffff'), colour('#cfd8ff'), colour('#ffe9b8')]);
    paint(canvas, x, y, glow, random.between(0.4, 1));
    if (!random.chance(0.06)) continue;
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      paint(canvas, x + dx, y + dy, glow, 0.45);
  }
}

export function flakes(canvas: Canvas, random: Random, fill: Colour, density: number) {
  for (let index = 0; index < canvas.width * canvas.height * density; index += 1) {
    paint(canvas, canvas.width * random.next(), canvas.height * random.next(), fill, 0.9);
  }
}

/** A row of pines that stand at `level`. */
export function pines(canvas: Canvas, random: Random, level: number, size: number, fill: Colour) {
  for (let x = random.integer(-4, 2); x < canvas.width + 4; x += random.integer(6, 10)) {
    const tall = canvas.height * size * random.between(0.6, 1);
    const foot = canvas.height * level;
    for (let y = 0; y < tall; y += 1) {
      const half = (((y % (tall / 3)) / (tall / 3)) * 0.6 + 0.2 + y / tall / 2) * tall * 0.2;
      paintRect(canvas, x - half, foot - tall + y, half * 2 + 1, 1, fill);
    }
    paintRect(canvas, x, foot, 1, canvas.height - foot, fill);
  }
}

/** Grass and flowers scattered over the ground below `level`. The first colour is the grass. */
export function tufts(
  canvas: Canvas,
  random: Random,
  level: number,
  [grass, ...flowers]: readonly [Colour, ...Colour[]],
) {
  for (let index = 0; index < canvas.width * 0.9; index += 1) {
    const x = Math.floor(canvas.width * random.next());
    const y = Math.floor(canvas.height * random.between(level, 1));
    const [first, ...others] = flowers;
    if (first && random.chance(0.3)) {
      paint(canvas, x, y + 1, grass);
      paint(canvas, x, y, random.pick([first, ...others]));
    } else {
      paint(canvas, x, y, grass);
      paint(canvas, x + 1, y - 1, grass);
    }
  }
}
