import { type Canvas, type Colour, colour, isFilled, mix, paint } from './canvas.ts';
import { drawFace } from './face.ts';
import { drawHat, drawHeld, drawScarf } from './outfit.ts';
import { createPen, type Pen, type Tones, tonesOf } from './pen.ts';
import type { Random } from './random.ts';
import type { Traits } from './traits.ts';

export function drawCreature(size: number, traits: Traits, random: Random): Canvas {
  const pen = createPen(size);
  const tones = tonesOf(traits.coat);
  const belly = tonesOf(mix(traits.coat, colour('#fffaf0'), 0.7));
  const head = traits.shape === 'chibi' || traits.shape === 'robot' ? 0.42 : 0.5;

  if (traits.wings) drawWings(pen, tonesOf(mix(traits.coat, colour('#ffffff'), 0.35)));
  if (traits.tail) drawTail(pen, tones, belly);
  drawEars(pen, traits, tones, belly, head);
  drawBody(pen, traits, tones, belly, head);
  drawMarkings(pen, traits, tones, belly, random, head);
  if (traits.scarf) drawScarf(pen, head, random);
  drawHat(pen, traits.hat, head, random);
  drawFace(pen, traits, head);
  drawHeld(pen, traits.held, random);
  outline(pen.canvas, tones.line);
  return pen.canvas;
}

function drawBody(pen: Pen, { shape }: Traits, tones: Tones, belly: Tones, head: number) {
  switch (shape) {
    case 'chibi':
      pen.pair(0.38, 0.92, 0.085, 0.06, tones);
      pen.blob(0.5, 0.77, 0.19, 0.17, tones);
      pen.blob(0.5, 0.8, 0.11, 0.11, belly);
      pen.pair(0.3, 0.74, 0.06, 0.1, tones);
      pen.blob(0.5, head, 0.32, 0.26, tones);
      return;
    case 'blob':
      pen.blob(0.5, 0.7, 0.36, 0.27, tones);
      pen.blob(0.5, 0.55, 0.29, 0.29, tones);
      pen.pair(0.36, 0.94, 0.09, 0.05, tones);
      return;
    case 'ghost':
      pen.blob(0.5, 0.5, 0.3, 0.32, tones);
      for (let x = 0.2; x <= 0.8; x += 0.02)
        pen.dot(x, 0.68, Math.abs(x - 0.5) > 0.22 ? tones.shade : tones.main, 0.03, 0.3);
      for (const x of [0.27, 0.5, 0.73]) pen.blob(x, 0.84, 0.075, 0.08, tones);
      return;
    case 'robot':
      pen.pair(0.4, 0.92, 0.07, 0.07, tones);
      box(pen, 0.33, 0.66, 0.67, 0.88, tones);
      pen.pair(0.26, 0.75, 0.05, 0.11, tones);
      box(pen, 0.2, head - 0.22, 0.8, head + 0.22, tones);
      pen.dot(0.5, 0.77, colour('#5be0e6'), 0.1, 0.08);
      return;
  }
}

function box(pen: Pen, left: number, top: number, right: number, bottom: number, tones: Tones) {
  for (let y = Math.round(top * pen.size); y < bottom * pen.size; y += 1) {
    for (let x = Math.round(left * pen.size); x < right * pen.size; x += 1) {
      const across = x / pen.size;
      const down = y / pen.size;
      const isLit = down < top + 0.04 || across < left + 0.04;
      paint(pen.canvas, x, y, isLit ? tones.light : down > bottom - 0.05 ? tones.shade : tones.main);
    }
  }
}

function drawEars(pen: Pen, { ears, shape }: Traits, tones: Tones, inner: Tones, head: number) {
  const top = head - (shape === 'robot' ? 0.2 : 0.24);
  switch (ears) {
    case 'cat':
    case 'fox': {
      const tall = ears === 'fox' ? 0.26 : 0.19;
      for (const side of [-1, 1]) {
        triangle(pen, 0.5 + side * 0.22, top - tall + 0.1, tall + 0.08, 0.11, tones.main);
        triangle(
          pen,
          0.5 + side * 0.22,
          top - tall + 0.16,
          tall - 0.02,
          0.06,
          ears === 'fox' ? tones.line : inner.shade,
        );
      }
      return;
    }
    case 'rabbit':
      pen.pair(0.38, top - 0.02, 0.075, 0.2, tones);
      pen.pair(0.38, top, 0.035, 0.14, tonesOf(colour('#f2a0b5')));
      return;
    case 'bear':
      pen.pair(0.26, top + 0.04, 0.1, 0.1, tones);
      pen.pair(0.26, top + 0.04, 0.05, 0.05, inner);
      return;
    case 'horns':
      for (const side of [-1, 1]) {
        for (let step = 0; step < 1; step += 0.08) {
          pen.dot(0.5 + side * (0.18 + step * 0.12), top + 0.08 - step * 0.2, colour('#f4e8c8'), 0.08 * (1.2 - step));
        }
      }
      return;
    case 'antennae':
      for (const side of [-1, 1]) {
        for (let step = 0; step < 1; step += 0.1)
          pen.dot(0.5 + side * (0.08 + step * 0.1), top + 0.06 - step * 0.16, tones.shade, 0.03);
        pen.blob(0.5 + side * 0.19, top - 0.12, 0.05, 0.05, tonesOf(colour('#ffd84a')));
      }
      return;
    case 'leaf':
      pen.dot(0.5, top + 0.02, colour('#3f8f4a'), 0.04, 0.14);
      pen.blob(0.42, top - 0.08, 0.1, 0.05, tonesOf(colour('#6cc95a')));
      pen.blob(0.58, top - 0.1, 0.1, 0.05, tonesOf(colour('#6cc95a')));
      return;
    case 'none':
      return;
  }
}

function triangle(pen: Pen, tip: number, top: number, tall: number, half: number, fill: Colour) {
  for (let y = 0; y < tall * pen.size; y += 1) {
    const reach = (y / (tall * pen.size)) * half * pen.size;
    for (let x = -Math.round(reach); x <= Math.round(reach); x += 1) {
      paint(pen.canvas, tip * pen.size + x, top * pen.size + y, fill);
    }
  }
}

function drawWings(pen: Pen, tones: Tones) {
  for (let feather = 0; feather < 3; feather += 1) {
    pen.pair(0.16 + feather * 0.03, 0.58 + feather * 0.09, 0.15 - feather * 0.025, 0.07, tones);
  }
}

function drawTail(pen: Pen, tones: Tones, tip: Tones) {
  for (let step = 0; step <= 1; step += 0.1) {
    const isTip = step > 0.7;
    pen.blob(
      0.68 + step * 0.18,
      0.88 - step * step * 0.28,
      0.06 + step * 0.03,
      0.06 + step * 0.03,
      isTip ? tip : tones,
    );
  }
}

function drawMarkings(pen: Pen, traits: Traits, tones: Tones, belly: Tones, random: Random, head: number) {
  const over = (x: number, y: number, fill: Colour, wide: number, tall: number) => {
    if (isFilled(pen.canvas, Math.round(x * pen.size), Math.round(y * pen.size))) pen.dot(x, y, fill, wide, tall);
  };
  switch (traits.markings) {
    case 'belly':
      if (traits.shape === 'blob') pen.blob(0.5, 0.8, 0.2, 0.15, belly);
      return;
    case 'spots':
      for (let count = 0; count < 5; count += 1) {
        const x = random.between(0.22, 0.46);
        const y = random.between(head - 0.22, head - 0.06);
        for (const place of [x, 1 - x]) over(place, y, tones.shade, 0.06, 0.05);
      }
      return;
    case 'stripes':
      for (let stripe = 0; stripe < 3; stripe += 1) {
        for (const side of [-1, 1]) over(0.5 + side * 0.26, head - 0.08 + stripe * 0.08, tones.shade, 0.12, 0.03);
        over(0.5, head - 0.22 + stripe * 0.06, tones.shade, 0.04, 0.04);
      }
      return;
    case 'mask':
      pen.pair(0.36, head + 0.12, 0.16, 0.12, belly);
      return;
    case 'plain':
      return;
  }
}

/** A dark line around everything, which makes a sprite readable on any background. */
function outline(canvas: Canvas, line: Colour) {
  const edge: Array<[number, number]> = [];
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      if (isFilled(canvas, x, y)) continue;
      if (
        isFilled(canvas, x - 1, y) ||
        isFilled(canvas, x + 1, y) ||
        isFilled(canvas, x, y - 1) ||
        isFilled(canvas, x, y + 1)
      ) {
        edge.push([x, y]);
      }
    }
  }
  for (const [x, y] of edge) paint(canvas, x, y, line);
}
