import type { Pixels } from '#core/pixel/picture.ts';
import type { Random } from '#sandbox/replicate/pictures/random.ts';

/** A picture while it is being damaged: four numbers a pixel, colours multiplied by alpha, all 0 to 255. */
export interface Layer {
  values: Float32Array;
  width: number;
  height: number;
}

export function toPixels({ values, width, height }: Layer): Pixels {
  const data = new Uint32Array(width * height);
  const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  for (let at = 0; at < data.length; at += 1) {
    const alpha = byte(values[4 * at + 3] as number);
    const channel = (index: number) => (alpha === 0 ? 0 : byte(((values[4 * at + index] as number) * 255) / alpha));
    data[at] = ((alpha << 24) | (channel(2) << 16) | (channel(1) << 8) | channel(0)) >>> 0;
  }
  return { data, width, height };
}

/** Where in the art, in cells, a place on an axis of the picture is. */
export type AxisPlace = (at: number) => number;

/** So many places in a pixel, on each axis: its colour is their mean. */
const places = 3;

/** The colour of each pixel is the mean of 3 × 3 places in it, each of its cell; of one place if edges are to stay hard. */
export function render(
  art: Pixels,
  [width, height]: readonly [number, number],
  { x, y }: { x: AxisPlace; y: AxisPlace },
  { smooth = true } = {},
): Layer {
  const values = new Float32Array(width * height * 4);
  const count = smooth ? places : 1;
  const columns = cellsOn(width, count, x, art.width);
  const rows = cellsOn(height, count, y, art.height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      for (let j = 0; j < count; j += 1)
        for (let i = 0; i < count; i += 1) {
          const cell = (rows[row * count + j] as number) * art.width + (columns[column * count + i] as number);
          addPixel(values, 4 * (row * width + column), art.data[cell] as number, 1 / (count * count));
        }
  return { values, width, height };
}

const cellsOn = (length: number, count: number, place: AxisPlace, cells: number): Int32Array =>
  Int32Array.from({ length: length * count }, (_, at) => within(place((at + 0.5) / count), cells));

const within = (at: number, cells: number): number => Math.min(cells - 1, Math.max(0, Math.floor(at)));

/** The same of a picture that is turned by so many radians around its middle, at the pitch that it has. */
export function renderTurned(art: Pixels, [width, height]: readonly [number, number], angle: number): Layer {
  const values = new Float32Array(width * height * 4);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      for (let point = 0; point < places * places; point += 1) {
        const dx = column + ((point % places) + 0.5) / places - width / 2;
        const dy = row + (Math.floor(point / places) + 0.5) / places - height / 2;
        const u = within(((dx * cos + dy * sin) / width + 0.5) * art.width, art.width);
        const v = within(((dy * cos - dx * sin) / height + 0.5) * art.height, art.height);
        addPixel(values, 4 * (row * width + column), art.data[v * art.width + u] as number, 1 / (places * places));
      }
  return { values, width, height };
}

function addPixel(values: Float32Array, at: number, pixel: number, weight: number): void {
  const alpha = pixel >>> 24;
  for (let channel = 0; channel < 3; channel += 1)
    values[at + channel] =
      (values[at + channel] as number) + ((((pixel >>> (8 * channel)) & 255) * alpha) / 255) * weight;
  values[at + 3] = (values[at + 3] as number) + alpha * weight;
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Kernels of image programs, in cells; Keys' cubic with a = −½. */
const kernels = {
  linear: { reach: 1, at: (x: number) => 1 - Math.abs(x) },
  cubic: {
    reach: 2,
    at: (x: number) => {
      const t = Math.abs(x);
      return t < 1 ? 1.5 * t ** 3 - 2.5 * t ** 2 + 1 : -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2;
    },
  },
  lanczos: { reach: 3, at: (x: number) => sinc(x) * sinc(x / 3) },
} as const;

/** Enlarged to `width` × `height` by a kernel, as programs do that know nothing of pixel art. */
export function interpolate(art: Pixels, width: number, height: number, name: keyof typeof kernels): Layer {
  const source: Layer = { values: new Float32Array(art.data.length * 4), width: art.width, height: art.height };
  for (const [at, pixel] of art.data.entries()) addPixel(source.values, 4 * at, pixel, 1);
  return turned(widened(turned(widened(source, width, name)), height, name));
}

function widened({ values, width: across, height }: Layer, width: number, name: keyof typeof kernels): Layer {
  const kernel = kernels[name];
  const to = new Float32Array(width * height * 4);
  for (let x = 0; x < width; x += 1) {
    const middle = ((x + 0.5) * across) / width - 0.5;
    const first = Math.floor(middle) - kernel.reach + 1;
    const weights = Array.from({ length: 2 * kernel.reach }, (_, index) => kernel.at(middle - first - index));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const [index, weight] of weights.entries()) {
      const column = Math.min(across - 1, Math.max(0, first + index));
      for (let y = 0; y < height; y += 1)
        for (let channel = 0; channel < 4; channel += 1) {
          const at = 4 * (y * width + x) + channel;
          to[at] = (to[at] as number) + ((values[4 * (y * across + column) + channel] as number) * weight) / sum;
        }
    }
  }
  return { values: to, width, height };
}

/** Columns as rows. */
function turned({ values, width, height }: Layer): Layer {
  const to = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 4; channel += 1)
        to[4 * (x * height + y) + channel] = values[4 * (y * width + x) + channel] as number;
  return { values: to, width: height, height: width };
}

/** Gaussian blur; `sigma` in pixels. */
export function blur(layer: Layer, sigma: number): Layer {
  return turned(blurredAcross(turned(blurredAcross(layer, sigma)), sigma));
}

function blurredAcross({ values, width, height }: Layer, sigma: number): Layer {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const to = new Float32Array(values.length);
  for (const [index, weight] of weights.entries()) {
    const share = weight / sum;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const from = 4 * (y * width + Math.min(width - 1, Math.max(0, x + index - reach)));
        const at = 4 * (y * width + x);
        for (let channel = 0; channel < 4; channel += 1)
          to[at + channel] = (to[at + channel] as number) + (values[from + channel] as number) * share;
      }
  }
  return { values: to, width, height };
}

/** What blur takes away is added once more, by a share. */
export function sharpen(layer: Layer, sigma: number, share: number): Layer {
  const soft = blur(layer, sigma).values;
  const values = layer.values.map((value, at) => {
    const sharp = value + share * (value - (soft[at] as number));
    return at % 4 === 3 ? value : Math.min(layer.values[at | 3] as number, Math.max(0, sharp));
  });
  return { ...layer, values };
}

/** Normally distributed. */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** Of each channel for itself, in levels. */
export function addNoise({ values }: Layer, random: Random, sigma: number): void {
  for (let at = 0; at < values.length; at += 1)
    if (at % 4 !== 3) values[at] = (values[at] as number) + normal(random) * sigma * ((values[at | 3] as number) / 255);
}

/** Of all channels alike, in grains of a pixel or two, as of film. */
export function addGrain({ values, width, height }: Layer, random: Random, sigma: number): void {
  const grain = new Float32Array(width * height);
  for (let at = 0; at < grain.length; at += 1) grain[at] = normal(random) * sigma;
  for (let at = 0; at < grain.length; at += 1) {
    const value = ((grain[at] as number) + (grain[at + 1] ?? 0) + (grain[at + width] ?? 0)) / Math.sqrt(3);
    for (let channel = 0; channel < 3; channel += 1)
      values[4 * at + channel] = (values[4 * at + channel] as number) + (value * (values[4 * at + 3] as number)) / 255;
  }
}

/** Lighter at one side than at the other, by so many levels. */
export function addGradient({ values, width, height }: Layer, levelsX: number, levelsY: number): void {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      const level = (levelsX * (x / width - 0.5) + levelsY * (y / height - 0.5)) * ((values[at + 3] as number) / 255);
      for (let channel = 0; channel < 3; channel += 1) values[at + channel] = (values[at + channel] as number) + level;
    }
}
