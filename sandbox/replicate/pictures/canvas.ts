export type Colour = readonly [red: number, green: number, blue: number];

/** A small RGBA picture; one of its pixels becomes a block of the final image. */
export interface Canvas {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export function createCanvas(width: number, height: number): Canvas {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

/** Paints one pixel over what is there; does nothing outside the canvas. */
export function paint(canvas: Canvas, x: number, y: number, [red, green, blue]: Colour, opacity = 1) {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column >= canvas.width || row >= canvas.height) return;
  const at = (row * canvas.width + column) * 4;
  const blend = (index: number, value: number) => (canvas.data[index] ?? 0) * (1 - opacity) + value * opacity;
  canvas.data[at] = blend(at, red);
  canvas.data[at + 1] = blend(at + 1, green);
  canvas.data[at + 2] = blend(at + 2, blue);
  canvas.data[at + 3] = Math.max(canvas.data[at + 3] ?? 0, Math.round(opacity * 255));
}

export function paintRect(canvas: Canvas, x: number, y: number, width: number, height: number, fill: Colour) {
  for (let row = Math.floor(y); row < Math.floor(y + height); row += 1) {
    for (let column = Math.floor(x); column < Math.floor(x + width); column += 1) paint(canvas, column, row, fill);
  }
}

/** Calls `at` for every pixel inside the ellipse, with its position relative to the centre, -1 to 1. */
export function eachInEllipse(
  centreX: number,
  centreY: number,
  radiusX: number,
  radiusY: number,
  at: (x: number, y: number, across: number, down: number) => void,
) {
  for (let y = Math.floor(centreY - radiusY); y <= centreY + radiusY; y += 1) {
    for (let x = Math.floor(centreX - radiusX); x <= centreX + radiusX; x += 1) {
      const across = (x + 0.5 - centreX) / radiusX;
      const down = (y + 0.5 - centreY) / radiusY;
      if (across * across + down * down <= 1) at(x, y, across, down);
    }
  }
}

export function paintEllipse(canvas: Canvas, x: number, y: number, rx: number, ry: number, fill: Colour, opacity = 1) {
  eachInEllipse(x, y, rx, ry, (column, row) => paint(canvas, column, row, fill, opacity));
}

export function isFilled(canvas: Canvas, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return false;
  return (canvas.data[(y * canvas.width + x) * 4 + 3] ?? 0) > 0;
}

/** Draws `top` on `canvas` with its upper left corner at (x, y). */
export function overlay(canvas: Canvas, top: Canvas, x: number, y: number) {
  for (let row = 0; row < top.height; row += 1) {
    for (let column = 0; column < top.width; column += 1) {
      const at = (row * top.width + column) * 4;
      const opacity = (top.data[at + 3] ?? 0) / 255;
      if (opacity === 0) continue;
      const fill: Colour = [top.data[at] ?? 0, top.data[at + 1] ?? 0, top.data[at + 2] ?? 0];
      paint(canvas, x + column, y + row, fill, opacity);
    }
  }
}

// The 4 × 4 Bayer matrix: makes a gradient of few colours.
const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** A vertical gradient in `steps` bands with dithered borders. */
export function paintGradient(canvas: Canvas, top: Colour, bottom: Colour, from: number, to: number, steps = 6) {
  for (let y = Math.floor(from); y < to; y += 1) {
    const place = ((y - from) / Math.max(1, to - from)) * steps;
    for (let x = 0; x < canvas.width; x += 1) {
      const threshold = ((bayer[(y % 4) * 4 + (x % 4)] ?? 0) + 0.5) / 16;
      const band = Math.floor(place) + (place % 1 > threshold ? 1 : 0);
      paint(canvas, x, y, mix(top, bottom, Math.min(1, band / steps)));
    }
  }
}
