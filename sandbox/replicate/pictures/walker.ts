import { type Canvas, type Colour, colour, createCanvas, isFilled, mix, overlay, paint, paintRect } from './canvas.ts';

/** From the top of a sheet to its end; see models/rd-animation.ts for where that is from. */
export const facings = ['down', 'right', 'up', 'left'] as const;
export type Facing = (typeof facings)[number];
export const poses = ['stand', 'arm', 'look', 'surprised', 'lying'] as const;
export type Pose = (typeof poses)[number];

export interface Figure {
  coat: Colour;
  skin: Colour;
  hair: Colour;
}

const dark = colour('#241c2e');
const trousers = colour('#3d4a68');
const shoe = colour('#5a3a28');

/** A figure is drawn in a frame of this side, and larger or smaller by its pixels. */
const drawnPx = 48;

/**
 * A person on foot in one frame, clear around it: at each step of four with other legs and arms, the body a pixel lower on two of them, the feet on one line.
 * @param step 0 and 2: a foot passes the other; 1 and 3: one is in front
 */
export function drawWalker(
  sidePx: number,
  { facing, step, pose = 'stand', figure }: { facing: Facing; step: number; pose?: Pose; figure: Figure },
): Canvas {
  const canvas = createCanvas(drawnPx, drawnPx);
  const isSide = facing === 'left' || facing === 'right';
  const stride = [0, 1, 0, -1][step % 4] ?? 0;
  const bob = step % 2 === 0 ? 0 : 1;
  if (isSide) drawSide(canvas, { figure, stride, bob, step, pose });
  else drawFront(canvas, { figure, stride, bob, step, pose, isBack: facing === 'up' });
  outline(canvas);
  const turned = facing === 'left' ? mirrored(canvas) : canvas;
  return scaled(pose === 'lying' ? laid(turned) : turned, sidePx);
}

interface Drawing {
  figure: Figure;
  stride: number;
  bob: number;
  step: number;
  pose: Pose;
}

function drawFront(canvas: Canvas, { figure, stride, bob, step, pose, isBack }: Drawing & { isBack: boolean }) {
  const { coat, skin, hair } = figure;
  const shade = mix(coat, dark, 0.3);
  // One leg is lifted while the other stands.
  const lift = [0, 3, 1, 3][step % 4] ?? 0;
  leg(canvas, 19, 33, 41 - (stride > 0 ? lift : 0));
  leg(canvas, 25, 33, 41 - (stride < 0 ? lift : step % 4 === 2 ? 1 : 0));
  paintRect(canvas, 17, 21 + bob, 14, 13 - bob, coat);
  paintRect(canvas, 17, 30, 14, 4, shade);
  const up = pose === 'arm';
  paintRect(canvas, 13, (up ? 13 : 22 + bob) + (stride > 0 ? 2 : 0), 4, 9, shade);
  paintRect(canvas, 31, 22 + bob + (stride < 0 ? 2 : 0), 4, 9, shade);
  paintRect(canvas, 13, (up ? 11 : 31 + bob) + (stride > 0 ? 2 : 0), 4, 3, skin);
  paintRect(canvas, 31, 31 + bob + (stride < 0 ? 2 : 0), 4, 3, skin);
  paintRect(canvas, 17, 8 + bob, 14, 13, isBack ? hair : skin);
  paintRect(canvas, 16, 6 + bob, 16, 5, hair);
  if (isBack) return;
  const eyes = pose === 'look' ? 2 : 0;
  for (const x of [20, 26]) paintRect(canvas, x + eyes, 13 + bob, 2, pose === 'surprised' ? 4 : 3, dark);
  if (pose === 'surprised') paintRect(canvas, 23, 18 + bob, 3, 2, dark);
}

function drawSide(canvas: Canvas, { figure, stride, bob, step, pose }: Drawing) {
  const { coat, skin, hair } = figure;
  const shade = mix(coat, dark, 0.3);
  const apart = stride === 0 ? (step % 4 === 2 ? 1 : 0) : 4;
  leg(canvas, 22 - apart * Math.sign(stride || 1), 33, 41);
  leg(canvas, 22 + apart * Math.sign(stride || 1), 33, 41 - (stride === 0 ? 1 : 0));
  paintRect(canvas, 19, 21 + bob, 11, 13 - bob, coat);
  paintRect(canvas, 19, 30, 11, 4, shade);
  const swing = -3 * stride;
  if (pose === 'arm') paintRect(canvas, 29, 19, 9, 4, shade);
  else paintRect(canvas, 22 + swing, 23 + bob, 4, 8, shade);
  paintRect(canvas, pose === 'arm' ? 38 : 22 + swing, pose === 'arm' ? 19 : 30 + bob, pose === 'arm' ? 3 : 4, 3, skin);
  paintRect(canvas, 18, 8 + bob, 13, 13, skin);
  paintRect(canvas, 17, 6 + bob, 14, 5, hair);
  paintRect(canvas, 17, 8 + bob, 5, 10, hair);
  paintRect(canvas, pose === 'look' ? 26 : 28, 13 + bob, 2, pose === 'surprised' ? 4 : 3, dark);
}

function leg(canvas: Canvas, x: number, top: number, bottom: number) {
  paintRect(canvas, x, top, 4, bottom - top, trousers);
  paintRect(canvas, x, bottom, 5, 2, shoe);
}

function outline(canvas: Canvas) {
  const drawn = { ...canvas, data: canvas.data.slice() };
  for (let y = 0; y < canvas.height; y += 1)
    for (let x = 0; x < canvas.width; x += 1) {
      const isBeside = [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ].some(([dx = 0, dy = 0]) => isFilled(drawn, x + dx, y + dy));
      if (isBeside && !isFilled(drawn, x, y)) paint(canvas, x, y, dark);
    }
}

const picked = (
  from: Canvas,
  width: number,
  height: number,
  at: (x: number, y: number) => [number, number],
): Canvas => {
  const to = createCanvas(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [column, row] = at(x, y);
      if (column < 0 || row < 0 || column >= from.width || row >= from.height) continue;
      const source = (row * from.width + column) * 4;
      to.data.set(from.data.subarray(source, source + 4), (y * width + x) * 4);
    }
  return to;
};

const mirrored = (canvas: Canvas): Canvas =>
  picked(canvas, canvas.width, canvas.height, (x, y) => [canvas.width - 1 - x, y]);

/** On its back, on the line on which it stood. */
const laid = (canvas: Canvas): Canvas =>
  picked(canvas, canvas.width, canvas.height, (x, y) => [canvas.width - 1 - (y - 10), x - 2]);

const scaled = (canvas: Canvas, sidePx: number): Canvas =>
  picked(canvas, sidePx, sidePx, (x, y) => [
    Math.floor((x * canvas.width) / sidePx),
    Math.floor((y * canvas.height) / sidePx),
  ]);

/** The frame moved, with nothing where it was; what leaves it is cut off. */
export function moved(canvas: Canvas, across: number, down: number): Canvas {
  return picked(canvas, canvas.width, canvas.height, (x, y) => [x - across, y - down]);
}

/** Larger or smaller around the middle of its lower edge, so that it stands where it stood. */
export function grown(canvas: Canvas, factor: number): Canvas {
  const { width, height } = canvas;
  const foot = Math.round(height * 0.9);
  return picked(canvas, width, height, (x, y) => [
    Math.floor((x - width / 2) / factor + width / 2),
    Math.floor((y - foot) / factor + foot),
  ]);
}

/** Frames in rows, with nothing between them. */
export function sheetOf(frames: readonly Canvas[], columns: number): Canvas {
  const [first] = frames;
  const { width, height } = first ?? createCanvas(1, 1);
  const sheet = createCanvas(width * columns, height * Math.ceil(frames.length / columns));
  for (const [at, frame] of frames.entries())
    overlay(sheet, frame, (at % columns) * width, Math.floor(at / columns) * height);
  return sheet;
}
