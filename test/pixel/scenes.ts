import type { Random } from '#sandbox/replicate/pictures/random.ts';
import { box, type Canvas, ellipse, frame, line, put } from './canvas.ts';
import { ditherAt, ramp, words } from './strokes.ts';

/** Whole screens of games, beside the things of `art.ts`. */

/** An evening sky in dithered bands, stars, and the outlines of a town. */
export function sky(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const bands = random.integer(3, 6);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) put(canvas, x, y, 2 + Math.floor((y / height) * bands + ditherAt(x, y)));
  for (let star = 0; star < width / 2; star += 1)
    put(canvas, random.integer(0, width - 1), random.integer(0, Math.floor(height * 0.5)), canvas.palette.length - 1);
  for (let left = 0; left < width; ) {
    const wide = random.integer(3, Math.max(4, Math.floor(width / 6)));
    const top = Math.round(height * random.between(0.55, 0.85));
    box(canvas, left, top, wide, height, 0);
    for (let y = top + 1; y < height - 1; y += 2)
      for (let x = left + 1; x < left + wide - 1; x += 2) if (random.chance(0.3)) put(canvas, x, y, 7);
    left += wide;
  }
}

/** Bars, numbers and a window over a large flat area. */
export function status(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  box(canvas, 0, 0, width, height, 3);
  for (let bar = 0; bar < 3; bar += 1) {
    const [top, wide] = [1 + bar * 4, Math.floor(width * 0.45)];
    frame(canvas, 1, top, wide, 3, 0);
    box(canvas, 2, top + 1, Math.max(1, Math.floor((wide - 2) * random.between(0.2, 1))), 1, 5 + bar * 2);
  }
  words(canvas, random, { left: Math.floor(width * 0.6), top: 1, right: width - 1, bottom: 7 }, 0);
  const [left, top] = [Math.floor(width * 0.1), Math.floor(height * 0.55)];
  box(canvas, left, top, Math.floor(width * 0.8), Math.floor(height * 0.4), 1);
  frame(canvas, left, top, Math.floor(width * 0.8), Math.floor(height * 0.4), 0);
  words(
    canvas,
    random,
    { left: left + 2, top: top + 2, right: left + Math.floor(width * 0.7), bottom: height - 3 },
    canvas.palette.length - 1,
  );
}

/** Two colours: a round thing whose shade is a pattern, a ground of lines, and specks. */
export function monochrome(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const ink = canvas.palette.length - 1;
  box(canvas, 0, 0, width, height, 0);
  const [lean, tilt] = [random.between(-0.5, 0.5), random.between(-0.5, 0.5)];
  ellipse(canvas, [width / 2, height * 0.42, width * 0.36, height * 0.34], (u, v) => {
    const light = 0.6 + lean * u + tilt * v - 0.4 * (u * u + v * v);
    return light > ditherAt(Math.round((u + 2) * width * 0.36), Math.round((v + 2) * height * 0.34)) ? ink : 0;
  });
  for (let y = Math.ceil(height * 0.8); y < height; y += 2) line(canvas, 0, y, width - 1, y, ink);
  for (let speck = 0; speck < width / 3; speck += 1)
    put(canvas, random.integer(0, width - 1), random.integer(0, height - 1), random.chance(0.7) ? ink : 0);
}

/** A map of a few tiles of 8 × 8, each of them again and again. */
export function map(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const side = 8;
  const tiles = Array.from({ length: random.integer(3, 5) }, (_, kind) =>
    Array.from({ length: side * side }, (_, at) => {
      const isBorder = at % side === 0 || at < side;
      return random.chance(0.25) ? 2 + kind * 3 + random.integer(0, 2) : isBorder && kind > 1 ? 0 : 2 + kind * 3;
    }),
  );
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side) {
      const tile = random.pick(tiles as [number[], ...number[][]]);
      for (const [at, index] of tile.entries()) put(canvas, left + (at % side), top + Math.floor(at / side), index);
    }
}

/** Small outlined things in rows, as in a bag. */
export function icons(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const side = width >= 48 ? 12 : 8;
  box(canvas, 0, 0, width, height, 1);
  for (let top = 0; top + side <= height; top += side)
    for (let left = 0; left + side <= width; left += side) {
      frame(canvas, left, top, side, side, 2);
      if (random.chance(0.2)) continue;
      const [x, y, radius] = [left + side / 2 - 0.5, top + side / 2 - 0.5, side * random.between(0.25, 0.38)];
      const colour = 3 + 4 * random.integer(0, 4);
      ellipse(canvas, [x, y, radius + 1, radius + 1], () => 0);
      ellipse(canvas, [x, y, radius, radius], (u, v) => ramp(colour, 0.5 - u * 0.3 - v * 0.3));
      if (random.chance(0.5)) line(canvas, left + 2, top + side - 3, left + side - 3, top + 2, colour + 2);
    }
}
