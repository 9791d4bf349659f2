import { type Canvas, type Colour, colour, createCanvas, eachInEllipse, mix, paint } from './canvas.ts';

export interface Tones {
  light: Colour;
  main: Colour;
  shade: Colour;
  line: Colour;
}

export function tonesOf(main: Colour): Tones {
  return {
    light: mix(main, colour('#fff6dd'), 0.35),
    main,
    shade: mix(main, colour('#3a2a55'), 0.32),
    line: mix(main, colour('#1d1430'), 0.78),
  };
}

/** Positions are fractions of the creature's box, so that it can be drawn at any size. */
export interface Pen {
  canvas: Canvas;
  size: number;
  /** An ellipse lit from above left. */
  blob(x: number, y: number, rx: number, ry: number, tones: Tones): void;
  /** The same ellipse on both sides of the middle. */
  pair(x: number, y: number, rx: number, ry: number, tones: Tones): void;
  dot(x: number, y: number, fill: Colour, wide?: number, tall?: number): void;
}

export function createPen(size: number): Pen {
  const canvas = createCanvas(size, size);
  const pen: Pen = {
    canvas,
    size,
    blob(x, y, rx, ry, tones) {
      eachInEllipse(x * size, y * size, rx * size, ry * size, (column, row, across, down) => {
        const lit = -across * 0.45 - down * 0.85;
        paint(canvas, column, row, lit > 0.62 ? tones.light : lit < -0.52 ? tones.shade : tones.main);
      });
    },
    pair(x, y, rx, ry, tones) {
      pen.blob(x, y, rx, ry, tones);
      pen.blob(1 - x, y, rx, ry, tones);
    },
    dot(x, y, fill, wide = 0, tall = wide) {
      const columns = Math.max(1, Math.round(wide * size));
      const rows = Math.max(1, Math.round(tall * size));
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          paint(canvas, Math.round(x * size - columns / 2) + column, Math.round(y * size - rows / 2) + row, fill);
        }
      }
    },
  };
  return pen;
}
