import type { Pixels } from '#core/pixel/picture.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import type { Random } from '#sandbox/replicate/pictures/random.ts';
import { cropped } from './canvas.ts';
import {
  type AxisPlace,
  addGradient,
  addGrain,
  addNoise,
  blur,
  interpolate,
  type Layer,
  render,
  renderTurned,
  sharpen,
} from './layers.ts';

/** How a picture is stored after it was damaged. */
export type Stored = { as: 'png' } | { as: 'jpeg' | 'webp'; quality: number };

export interface Damaged {
  layer: Layer;
  stored: Stored;
  /** What should be found: the art, or what of it is visible. */
  truth: Pixels;
}

/** `pitch`: pixels to a cell, not a whole number. */
type Damage = (art: Pixels, random: Random, pitch: number) => Damaged;

const png: Stored = { as: 'png' };
const lossy = (as: 'jpeg' | 'webp', random: Random, low = 60): Stored => ({ as, quality: random.integer(low, 90) });

function sizeOf({ width, height }: Pixels, pitch: number): [number, number] {
  return [Math.round(width * pitch), Math.round(height * pitch)];
}

const evenAxes = (art: Pixels, [width, height]: readonly [number, number]): { x: AxisPlace; y: AxisPlace } => ({
  x: (at) => (at * art.width) / width,
  y: (at) => (at * art.height) / height,
});

/** Enlarged evenly, with edges as soft as one pixel. */
function even(art: Pixels, pitch: number, options?: { smooth: boolean }): Layer {
  const size = sizeOf(art, pitch);
  return render(art, size, evenAxes(art, size), options);
}

const enlargedBy =
  (kernel: 'linear' | 'cubic' | 'lanczos'): Damage =>
  (art, _random, pitch) => ({
    layer: interpolate(art, ...sizeOf(art, pitch), kernel),
    stored: png,
    truth: art,
  });

/** The place in cells that an uneven axis has for a place in pixels, from the borders of its cells. */
function unevenAxis(borders: readonly number[]): (at: number) => number {
  const cells: number[] = [];
  let cell = 0;
  const length = Math.ceil(borders.at(-1) ?? 0);
  // At thirds of a pixel, where `render` asks.
  for (let third = 0; third <= 3 * length + 3; third += 1) {
    const at = (third + 0.5) / 3;
    while (cell < borders.length - 2 && at >= (borders[cell + 1] as number)) cell += 1;
    const from = borders[cell] as number;
    cells.push(cell + Math.min(0.999, Math.max(0, (at - from) / ((borders[cell + 1] as number) - from))));
  }
  return (at) => cells[Math.max(0, Math.floor(at * 3))] ?? borders.length - 1;
}

/** Borders whose distances wander by a share of the pitch. */
function wandering(random: Random, cells: number, pitch: number, share: number): number[] {
  return Array.from({ length: cells + 1 }, (_, index) =>
    index === 0 || index === cells ? index * pitch : (index + random.between(-share, share)) * pitch,
  );
}

export const damages = {
  linear: enlargedBy('linear'),
  cubic: enlargedBy('cubic'),
  lanczos: enlargedBy('lanczos'),
  nearest: (art, _random, pitch) => ({ layer: even(art, pitch, { smooth: false }), stored: png, truth: art }),
  soft: (art, _random, pitch) => ({ layer: even(art, pitch), stored: png, truth: art }),
  // Enlarged by a whole factor, and then again by a program that shows it in another size.
  rescaled: (art, random, pitch) => ({
    layer: interpolate(
      enlarged(art, Math.max(2, Math.floor(pitch * random.between(0.4, 0.9)))),
      ...sizeOf(art, pitch),
      random.pick(['linear', 'cubic'] as const),
    ),
    stored: random.chance(0.5) ? png : lossy('webp', random),
    truth: art,
  }),
  // As programs enlarge that make pictures look sharp: with a seam of light and one of dark along every edge.
  sharpened: (art, random, pitch) => ({
    layer: sharpen(even(art, pitch), random.between(1, 2.5), random.between(0.3, 0.8)),
    stored: random.chance(0.5) ? png : lossy('jpeg', random),
    truth: art,
  }),
  jpeg: (art, random, pitch) => ({
    layer: even(art, pitch, { smooth: random.chance(0.5) }),
    stored: lossy('jpeg', random),
    truth: art,
  }),
  webp: (art, random, pitch) => ({ layer: even(art, pitch), stored: lossy('webp', random), truth: art }),
  blurred: (art, random, pitch) => ({
    layer: blur(even(art, pitch), Math.max(0.6, pitch * random.between(0.08, 0.22))),
    stored: random.chance(0.5) ? png : lossy('jpeg', random, 75),
    truth: art,
  }),
  noisy: (art, random, pitch) => {
    const layer = even(art, pitch);
    addNoise(layer, random, random.between(5, 18));
    return { layer, stored: png, truth: art };
  },
  grainy: (art, random, pitch) => {
    const layer = even(art, pitch);
    addGrain(layer, random, random.between(5, 16));
    return { layer, stored: lossy('jpeg', random, 80), truth: art };
  },
  unequal: (art, random, pitch) => {
    const size = [Math.round(art.width * pitch), Math.round(art.height * pitch * random.between(0.82, 1.2))] as const;
    return { layer: render(art, size, evenAxes(art, size)), stored: lossy('jpeg', random, 80), truth: art };
  },
  drifting: (art, random, pitch) => {
    const [width, height] = sizeOf(art, pitch);
    const [bendX, bendY] = [random.between(-0.06, 0.06), random.between(-0.06, 0.06)];
    // Cells at one side are wider than at the other by up to a quarter.
    const bent = (share: number, bend: number) => share + bend * 2 * share * (1 - share);
    const layer = render(art, [width, height], {
      x: (at) => bent(at / width, bendX) * art.width,
      y: (at) => bent(at / height, bendY) * art.height,
    });
    return { layer, stored: lossy('jpeg', random, 80), truth: art };
  },
  offset: (art, random, pitch) => {
    // Clearly more than half of a border cell, or clearly less.
    const cut = () => random.pick([0, 0.15, 0.25, 0.35, 0.65, 0.75, 0.85]);
    const [left, top, right, bottom] = [cut(), cut(), cut(), cut()];
    const [width, height] = [(art.width - left - right) * pitch, (art.height - top - bottom) * pitch].map(
      Math.round,
    ) as [number, number];
    const layer = render(art, [width, height], {
      x: (at) => left + (at / width) * (art.width - left - right),
      y: (at) => top + (at / height) * (art.height - top - bottom),
    });
    const [fromX, fromY] = [Math.round(left), Math.round(top)];
    const truth = cropped(
      art,
      fromX,
      fromY,
      art.width - fromX - Math.round(right),
      art.height - fromY - Math.round(bottom),
    );
    return { layer, stored: lossy('jpeg', random, 80), truth };
  },
  rotated: (art, random, pitch) => {
    const angle = ((random.chance(0.5) ? 1 : -1) * random.between(0.2, 1) * Math.PI) / 180;
    const layer = renderTurned(art, sizeOf(art, pitch), angle);
    return { layer, stored: random.chance(0.5) ? png : lossy('jpeg', random, 80), truth: art };
  },
  shaded: (art, random, pitch) => {
    const layer = even(art, pitch);
    addGradient(layer, random.between(-24, 24), random.between(-24, 24));
    return { layer, stored: lossy('jpeg', random, 80), truth: art };
  },
  // As image models draw it: cells of uneven size, soft edges, a colour of its own for each, light that changes within it.
  drawn: (art, random, pitch) => {
    const [width, height] = sizeOf(art, pitch);
    const share = random.between(0.06, 0.16);
    const x = unevenAxis(wandering(random, art.width, width / art.width, share));
    const y = unevenAxis(wandering(random, art.height, height / art.height, share));
    const jitter = random.between(1, 5);
    const each = { ...art, data: art.data.map((pixel) => jittered(pixel, random, jitter)) };
    const sharp = render(each, [width, height], { x, y });
    const layer = blur(sharp, Math.max(0.5, pitch * random.between(0.04, 0.12)));
    addGrain(layer, random, random.between(1, 4));
    return { layer, stored: lossy('webp', random, 80), truth: art };
  },
  // On a large flat ground that is no part of a picture of cells.
  matted: (art, random, pitch) => {
    const margin = Math.round(Math.max(art.width, art.height) * random.between(0.25, 0.5));
    const ground = random.pick([0xffffffff, 0xff000000, 0xffc0c0c0, 0xffff00ff, 0xff202020]);
    const [width, height] = [art.width + 2 * margin, art.height + 2 * margin];
    const data = new Uint32Array(width * height).fill(ground);
    for (let y = 0; y < art.height; y += 1)
      for (let x = 0; x < art.width; x += 1) {
        const pixel = art.data[y * art.width + x] as number;
        if (pixel >>> 24 !== 0) data[(y + margin) * width + x + margin] = pixel;
      }
    const truth = { data, width, height };
    const fitting = (pitch * Math.max(art.width, art.height)) / Math.max(width, height);
    return { layer: even(truth, fitting), stored: lossy('jpeg', random, 80), truth };
  },
} satisfies Record<string, Damage>;

export type DamageName = keyof typeof damages;
export const damageNames = Object.keys(damages) as DamageName[];

function jittered(pixel: number, random: Random, most: number): number {
  if (pixel >>> 24 === 0) return pixel;
  const channel = (shift: number) =>
    Math.min(255, Math.max(0, Math.round(((pixel >>> shift) & 255) + random.between(-most, most)))) << shift;
  return (0xff000000 | channel(16) | channel(8) | channel(0)) >>> 0;
}
