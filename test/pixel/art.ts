import type { Random } from '#sandbox/replicate/pictures/random.ts';
import { box, type Canvas, clear, createCanvas, ellipse, frame, line, makePalette, outline, put } from './canvas.ts';
import { icons, map, monochrome, sky, status } from './scenes.ts';
import { ditherAt, ramp, words } from './strokes.ts';

/** Kinds of pixel art by code. What each draws depends on the numbers it is given alone. */
type Draw = (canvas: Canvas, random: Random) => void;

const kinds = {
  sprite,
  item,
  character,
  tile,
  portrait,
  panel,
  landscape,
  text,
  plain,
  dithered,
  sky,
  status,
  monochrome,
  map,
  icons,
} satisfies Record<string, Draw>;

export type Kind = keyof typeof kinds;
export const artKinds = Object.keys(kinds) as Kind[];

/** Kinds that stand before nothing. */
const standing: readonly Kind[] = ['sprite', 'item', 'character'];

/**
 * Art of `width` × `height` cells in at most `colours` colours. What stands before nothing has a flat ground if `matte`, else it is clear there.
 */
export function drawArt(
  kind: Kind,
  random: Random,
  { width, height, colours, matte }: { width: number; height: number; colours: number; matte: boolean },
): Canvas {
  const palette = makePalette(random, colours);
  const stands = standing.includes(kind);
  const canvas = createCanvas(width, height, palette, stands ? (matte ? palette.length - 1 : clear) : 1);
  kinds[kind](canvas, random);
  return canvas;
}

/** A creature of random cells, the same on the left and on the right, as `space invaders` are. */
function sprite(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const ground = canvas.data[0];
  const half = Math.ceil(width / 2);
  const block = Math.max(1, Math.round(Math.min(width, height) / random.integer(12, 20)));
  for (let y = Math.ceil(height * 0.12); y < height * 0.88; y += block)
    for (let x = Math.ceil(width * 0.1); x < half; x += block) {
      const inside = ((x - half) / half) ** 2 + ((y - height / 2) / (height / 2)) ** 2 < 0.85;
      if (!inside || random.chance(0.28)) continue;
      const index = ramp(2 + 4 * random.integer(0, 2), 1 - y / height + random.between(-0.15, 0.15));
      box(canvas, x, y, block, block, index);
      box(canvas, width - x - block, y, block, block, index);
    }
  for (let speck = 0; speck < width; speck += 1) {
    const [x, y] = [random.integer(2, half), random.integer(2, height - 3)];
    if (canvas.data[y * width + x] !== ground) put(canvas, x, y, 1 + random.integer(0, 12));
  }
  outline(canvas, 0, ground);
}

/** A sword, a potion or a key lying across. */
function item(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const ground = canvas.data[0];
  const size = Math.min(width, height);
  if (random.chance(0.5)) {
    const thick = Math.max(1, size * 0.05);
    for (let t = 0; t <= size; t += 0.5) {
      const [x, y] = [width * 0.2 + (t / size) * width * 0.62, height * 0.8 - (t / size) * height * 0.62];
      for (let side = -thick; side <= thick; side += 1)
        put(canvas, x + side, y + side, ramp(2, (side + thick) / (2 * thick + 0.1)));
    }
    line(canvas, width * 0.2, height * 0.56, width * 0.44, height * 0.82, 7);
    box(canvas, width * 0.12, height * 0.8, size * 0.1, size * 0.1, 8);
  } else {
    ellipse(canvas, [width / 2, height * 0.62, size * 0.3, size * 0.28], (u, v) =>
      ramp(v < -0.1 ? 6 : 2, 0.5 - u * 0.4 - v * 0.3),
    );
    box(canvas, width / 2 - size * 0.09, height * 0.18, size * 0.18, size * 0.2, 7);
    box(canvas, width / 2 - size * 0.12, height * 0.12, size * 0.24, Math.max(1, size * 0.07), 9);
    for (let bubble = 0; bubble < 8; bubble += 1)
      put(canvas, width / 2 + random.between(-0.2, 0.2) * size, height * 0.62 + random.between(-0.15, 0.2) * size, 5);
  }
  outline(canvas, 0, ground);
}

function character(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const ground = canvas.data[0];
  const middle = width / 2;
  const [skin, cloth, hair] = [2, 6, 3 + random.integer(4, 8)];
  box(canvas, middle - width * 0.16, height * 0.45, width * 0.32, height * 0.3, cloth);
  box(canvas, middle - width * 0.16, height * 0.45, Math.max(1, width * 0.06), height * 0.3, cloth + 1);
  box(canvas, middle - width * 0.27, height * 0.47, width * 0.1, height * 0.24, cloth + 2);
  box(canvas, middle + width * 0.17, height * 0.47, width * 0.1, height * 0.24, cloth);
  box(canvas, middle - width * 0.15, height * 0.75, width * 0.12, height * 0.18, 9);
  box(canvas, middle + width * 0.04, height * 0.75, width * 0.12, height * 0.18, 10);
  ellipse(canvas, [middle, height * 0.27, width * 0.24, height * 0.2], (u, v) => ramp(skin, 0.6 - 0.4 * u - 0.2 * v));
  ellipse(canvas, [middle, height * 0.16, width * 0.26, height * 0.11], (u) => ramp(hair, 0.5 + 0.5 * u));
  const eye = Math.max(1, Math.round(width * 0.04));
  for (const side of [-1, 1]) {
    box(canvas, middle + side * width * 0.1, height * 0.27, eye, eye, 0);
    put(canvas, middle + side * width * 0.1, height * 0.27, 1 + random.integer(8, 12));
  }
  line(canvas, middle - width * 0.05, height * 0.37, middle + width * 0.05, height * 0.37, 0);
  line(canvas, middle - width * 0.16, height * 0.66, middle + width * 0.16, height * 0.66, 11);
  for (let button = 0; button < 3; button += 1) put(canvas, middle, height * (0.5 + button * 0.05), 12);
  outline(canvas, 0, ground);
}

/** Bricks, planks or cobbles, the same again and again, with a crack here and there. */
function tile(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const wide = random.pick([4, 6, 8, 8, 16]);
  const high = random.pick([2, 4, 4, 8]);
  const shift = random.chance(0.7) ? Math.floor(wide / 2) : 0;
  for (let y = 0; y < height; y += high)
    for (let x = -wide; x < width + wide; x += wide) {
      const left = x + (Math.floor(y / high) % 2) * shift;
      const index = 2 + random.integer(0, 2);
      box(canvas, left, y, wide, high, index);
      box(canvas, left, y, wide, 1, index + 2);
      box(canvas, left, y + high - 1, wide, 1, 0);
      box(canvas, left + wide - 1, y, 1, high, 0);
    }
  for (let crack = 0; crack < (width * height) / 60; crack += 1)
    put(canvas, random.integer(0, width - 1), random.integer(0, height - 1), 1 + random.integer(0, 4));
}

function portrait(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  for (let y = 0; y < height; y += 1) box(canvas, 0, y, width, 1, ramp(8, y / height));
  ellipse(canvas, [width / 2, height * 1.02, width * 0.46, height * 0.34], (u, v) => ramp(5, 0.5 + 0.4 * u - 0.2 * v));
  ellipse(canvas, [width / 2, height * 0.46, width * 0.28, height * 0.36], (u, v) => {
    const light = 0.55 - 0.45 * u - 0.25 * v;
    const dither = ((Math.round(u * width) + Math.round(v * height)) & 1) * 0.12;
    return ramp(1, light + dither);
  });
  ellipse(canvas, [width / 2, height * 0.2, width * 0.32, height * 0.16], (u, v) =>
    ramp(random.chance(0.04) ? 9 : 12, 0.5 + 0.3 * u + 0.3 * v),
  );
  for (const side of [-1, 1]) {
    const x = width / 2 + side * width * 0.12;
    box(canvas, x - width * 0.05, height * 0.44, Math.max(2, width * 0.1), Math.max(1, height * 0.05), 16);
    box(canvas, x - width * 0.015, height * 0.44, Math.max(1, width * 0.04), Math.max(1, height * 0.05), 0);
    line(canvas, x - width * 0.06, height * 0.39, x + width * 0.06, height * 0.38, 0);
  }
  line(canvas, width / 2, height * 0.48, width / 2 + width * 0.03, height * 0.57, 1);
  line(canvas, width * 0.42, height * 0.67, width * 0.58, height * 0.67, 0);
  line(canvas, width * 0.45, height * 0.69, width * 0.55, height * 0.69, 7);
}

function panel(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  box(canvas, 0, 0, width, height, 1);
  const bevel = (left: number, top: number, wide: number, high: number, index: number) => {
    box(canvas, left, top, wide, high, index);
    frame(canvas, left, top, wide, high, 0);
    line(canvas, left + 1, top + 1, left + wide - 2, top + 1, index + 2);
    line(canvas, left + 1, top + 1, left + 1, top + high - 2, index + 2);
  };
  bevel(1, 1, width - 2, height - 2, 2);
  const rows = random.integer(2, 4);
  const high = Math.floor((height - 6) / rows);
  for (let row = 0; row < rows; row += 1) {
    const columns = random.integer(1, 4);
    const wide = Math.floor((width - 6) / columns);
    for (let column = 0; column < columns; column += 1) {
      const [left, top] = [3 + column * wide, 3 + row * high];
      bevel(left, top, wide - 1, high - 1, 3 + random.integer(0, 6));
      words(canvas, random, { left: left + 2, top: top + 2, right: left + wide - 3, bottom: top + high - 3 }, 0);
    }
  }
}

function text(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const dark = random.chance(0.5);
  box(canvas, 0, 0, width, height, dark ? 0 : canvas.palette.length - 1);
  const ink = dark ? canvas.palette.length - 1 : 0;
  words(canvas, random, { left: 2, top: 2, right: width - 1, bottom: Math.floor(height / 2) }, ink);
  words(canvas, random, { left: 2, top: Math.floor(height / 2) + 1, right: width - 1, bottom: height - 1 }, 2);
}

function landscape(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  for (let y = 0; y < height; y += 1) box(canvas, 0, y, width, 1, ramp(8, y / height / 0.7));
  ellipse(canvas, [width * random.between(0.2, 0.8), height * 0.2, height * 0.1, height * 0.1], () => 7);
  for (let hill = 0; hill < 3; hill += 1) {
    const [phase, wave] = [random.between(0, 6), random.between(4, 9)];
    for (let x = 0; x < width; x += 1) {
      const top = height * (0.5 + hill * 0.14) + Math.sin(phase + (x / width) * wave) * height * 0.08;
      box(canvas, x, top, 1, height, 1 + hill * 2);
      put(canvas, x, top, 2 + hill * 2);
      if (random.chance(0.2)) put(canvas, x, top + random.integer(1, 6), 2 + hill * 2);
    }
  }
  for (let tree = 0; tree < 4; tree += 1) {
    const [x, y] = [random.between(0.05, 0.95) * width, random.between(0.6, 0.8) * height];
    const size = height * random.between(0.08, 0.16);
    box(canvas, x - 1, y, 2, size, 0);
    ellipse(canvas, [x, y, size * 0.6, size * 0.8], (u, v) => ramp(4, 0.5 - u * 0.3 - v * 0.4));
  }
}

/** Large areas, and few things in them. */
function plain(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  box(canvas, 0, 0, width, height, 1);
  for (let area = 0; area < 4; area += 1)
    box(
      canvas,
      random.integer(1, Math.floor(width * 0.6)),
      random.integer(1, Math.floor(height * 0.6)),
      random.integer(3, Math.floor(width * 0.4)),
      random.integer(3, Math.floor(height * 0.4)),
      2 + area,
    );
  for (let detail = 0; detail < 5; detail += 1) {
    const [x, y] = [random.integer(2, width - 5), random.integer(2, height - 5)];
    put(canvas, x, y, 0);
    put(canvas, x + 1, y + 1, 0);
    line(canvas, x, y + 2, x + random.integer(1, 4), y + 2, 7);
    line(canvas, x + 3, y, x + 3, y + random.integer(1, 4), 6);
  }
}

function dithered(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const [tiltX, tiltY] = [random.between(-0.6, 0.6), random.between(0.5, 1)];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const light = 0.5 + tiltX * (x / width - 0.5) + tiltY * (y / height - 0.5);
      put(canvas, x, y, 1 + Math.max(0, Math.min(4, Math.floor(light * 4 + ditherAt(x, y)))));
    }
  for (let thing = 0; thing < 3; thing += 1) {
    const [x, y] = [random.between(0.1, 0.9) * width, random.between(0.1, 0.9) * height];
    ellipse(canvas, [x, y, width * 0.12, height * 0.12], (u, v) => (u * u + v * v > 0.75 ? 0 : 6 + thing));
  }
}
