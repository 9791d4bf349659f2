import type { Pixels } from '#core/pixel/picture.ts';
import type { Random } from '#sandbox/replicate/pictures/random.ts';
import { addGrain, blur, type Layer, toPixels } from './layers.ts';

/** What is no pixel art: detail at every scale, light that changes everywhere, edges on no grid. */
type Photograph = (random: Random, width: number, height: number) => Layer;

const clouds = (random: Random, width: number, height: number): Layer => {
  const [red, green, blue] = [field(random, width, height), field(random, width, height), field(random, width, height)];
  return layerOf(width, height, (at) => [
    140 + 90 * (red[at] as number),
    130 + 80 * (red[at] as number) + 20 * (green[at] as number),
    120 + 60 * (red[at] as number) + 40 * (blue[at] as number),
  ]);
};

/** Round things before one another, lit from one side. */
const stillLife = (random: Random, width: number, height: number): Layer => {
  const ground = field(random, width, height);
  const things = Array.from({ length: random.integer(5, 40) }, () => ({
    x: random.between(0, width),
    y: random.between(0, height),
    radius: random.between(0.02, 0.2) * width,
    colour: [random.between(40, 220), random.between(40, 220), random.between(40, 220)] as const,
  }));
  const layer = layerOf(width, height, (at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const front = things.findLast((thing) => (thing.x - x) ** 2 + (thing.y - y) ** 2 < thing.radius ** 2);
    const rough = (ground[at] as number) * 22;
    if (!front) return [110 + rough + y / 20, 100 + rough, 90 + rough - y / 30];
    const light = 1 - ((x - front.x) / front.radius) * 0.35 - ((y - front.y) / front.radius) * 0.3;
    return front.colour.map((channel) => channel * light + rough * 0.7) as [number, number, number];
  });
  return blur(layer, random.between(0.6, 1.5));
};

/** Windows in rows, seen from the side, so that no two are equally wide. */
const house = (random: Random, width: number, height: number): Layer => {
  const wall = field(random, width, height);
  const [columns, rows, slant] = [random.integer(5, 14), random.integer(4, 12), random.between(0.3, 0.8)];
  const layer = layerOf(width, height, (at) => {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    const depth = 1 + slant * x;
    const [u, v] = [
      (columns * x * (1 + slant)) / depth,
      (rows * ((y - 0.5) * depth + 0.5 * (1 + slant))) / (1 + slant),
    ];
    const inside = u % 1 > 0.25 && u % 1 < 0.75 && v % 1 > 0.2 && v % 1 < 0.8;
    const rough = (wall[at] as number) * 26;
    return inside
      ? [50 + rough, 60 + rough + 60 * (v % 1), 80 + rough + 60 * (v % 1)]
      : [170 + rough, 120 + rough, 95 + rough * 0.8];
  });
  return blur(layer, random.between(0.6, 1.2));
};

/** One colour into another, as the ground of a product or of a slide. */
const smooth = (random: Random, width: number, height: number): Layer => {
  const [turn, from, to] = [random.between(0, 6.28), random.between(20, 120), random.between(130, 250)];
  return layerOf(width, height, (at) => {
    const share =
      0.5 +
      (((at % width) / width - 0.5) * Math.cos(turn) + (Math.floor(at / width) / height - 0.5) * Math.sin(turn)) * 0.7;
    const light = from + (to - from) * share;
    return [light, light * 0.9 + 10, 255 - light * 0.7];
  });
};

/** Leaves of every size over one another, to the smallest. */
const foliage = (random: Random, width: number, height: number): Layer => {
  const shade = field(random, width, height);
  const layer = layerOf(width, height, (at) => [40 + 30 * (shade[at] as number), 60 + 40 * (shade[at] as number), 35]);
  for (let leaf = 0; leaf < 3_000; leaf += 1) {
    const [x, y, long] = [random.between(0, width), random.between(0, height), 3 + 30 * random.next() ** 3];
    const [turn, light] = [random.between(0, Math.PI), random.between(0.5, 1.4)];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    for (let row = Math.max(0, Math.ceil(y - long)); row < Math.min(height, y + long); row += 1)
      for (let column = Math.max(0, Math.ceil(x - long)); column < Math.min(width, x + long); column += 1) {
        const [u, v] = [(column - x) * cos + (row - y) * sin, (row - y) * cos - (column - x) * sin];
        if ((u / long) ** 2 + (v / (long * 0.4)) ** 2 > 1) continue;
        layer.values.set([70 * light, 110 * light + 20 * (v / long), 45 * light], 4 * (row * width + column));
      }
  }
  return blur(layer, random.between(0.6, 1.4));
};

/** Flat shapes with soft edges at every angle, as a poster has them. */
const poster = (random: Random, width: number, height: number): Layer => {
  const shapes = Array.from({ length: random.integer(6, 30) }, () => ({
    turn: random.between(0, Math.PI),
    at: random.between(-0.3, 1.3) * width,
    wide: random.between(0.02, 0.25) * width,
    round: random.chance(0.4) ? random.between(0.05, 0.3) * width : 0,
    y: random.between(0, height),
    colour: [random.between(10, 250), random.between(10, 250), random.between(10, 250)] as const,
  }));
  const layer = layerOf(width, height, (place) => {
    const [x, y] = [place % width, Math.floor(place / width)];
    const front = shapes.findLast(({ turn, at, wide, round, y: middle }) =>
      round > 0
        ? (x - at) ** 2 + (y - middle) ** 2 < round ** 2
        : Math.abs(x * Math.cos(turn) + y * Math.sin(turn) - at) < wide / 2,
    );
    return front?.colour ?? [235, 228, 210];
  });
  return blur(layer, 0.7);
};

/** Bricks that somebody laid by hand, seen at an angle. */
const wall = (random: Random, width: number, height: number): Layer => {
  const rough = field(random, width, height);
  const [high, wide, lean] = [random.between(24, 60), random.between(60, 130), random.between(-0.08, 0.08)];
  const offsets = Array.from({ length: 4_096 }, () => random.between(-0.12, 0.12));
  const layer = layerOf(width, height, (at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const depth = 1 + (0.4 * x) / width;
    const v = ((y + lean * x) / high) * depth;
    const course = Math.floor(v);
    const u = (x / wide) * (2 - depth / 2) + (course % 2) * 0.5 + (offsets[course & 63] as number);
    const brick = ((Math.floor(u) * 64 + course) & 4_095) >>> 0;
    const edge = 0.12 + (offsets[brick] as number) * 0.4;
    const grain = (rough[at] as number) * 40;
    if (v - course < edge || u - Math.floor(u) < edge * 0.5) return [150 + grain, 146 + grain, 138 + grain];
    const tone = 1 + (offsets[brick] as number);
    return [150 * tone + grain, 80 * tone + grain, 62 * tone + grain];
  });
  return blur(layer, random.between(0.8, 1.6));
};

const kinds = { clouds, stillLife, house, smooth, foliage, poster, wall } satisfies Record<string, Photograph>;
export type PhotographKind = keyof typeof kinds;
export const photographKinds = Object.keys(kinds) as PhotographKind[];

/** With a sensor's noise; `grey` as a black and white photograph, of which there are at most 256 colours. */
export function takePhotograph(
  kind: PhotographKind,
  random: Random,
  { width, height, grey }: { width: number; height: number; grey: boolean },
): Pixels {
  const layer = kinds[kind](random, width, height);
  addGrain(layer, random, random.between(0.8, 4));
  if (grey)
    for (let at = 0; at < layer.values.length; at += 4) layer.values.fill(layer.values[at + 1] as number, at, at + 3);
  return toPixels(layer);
}

function layerOf(width: number, height: number, colourAt: (at: number) => readonly [number, number, number]): Layer {
  const values = new Float32Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    values.set(colourAt(at), 4 * at);
    values[4 * at + 3] = 255;
  }
  return { values, width, height };
}

/** Sums of smooth noise, about −1 to 1: each layer twice as fine as the one before, and a little more than half as strong. */
function field(random: Random, width: number, height: number): Float32Array {
  const sum = new Float32Array(width * height);
  for (let layer = 0, strength = 0.5; layer < 8; layer += 1, strength *= 0.6) {
    const cells = 3 << layer;
    const corners = Float32Array.from({ length: (cells + 1) ** 2 }, () => random.between(-1, 1));
    const corner = (column: number, row: number) => corners[row * (cells + 1) + column] as number;
    for (let y = 0; y < height; y += 1) {
      const down = (y * cells) / height;
      const row = Math.floor(down);
      for (let x = 0; x < width; x += 1) {
        const across = (x * cells) / width;
        const column = Math.floor(across);
        const above = mixed(corner(column, row), corner(column + 1, row), across - column);
        const below = mixed(corner(column, row + 1), corner(column + 1, row + 1), across - column);
        sum[y * width + x] = (sum[y * width + x] as number) + strength * mixed(above, below, down - row);
      }
    }
  }
  return sum;
}

const mixed = (from: number, to: number, share: number): number => from + (to - from) * share * share * (3 - 2 * share);
