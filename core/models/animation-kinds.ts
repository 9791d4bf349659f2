import type { AnimationLayout } from '../assets/layout/asset-layout.ts';
import { type Pixels, type Sides, squares } from './exact-size.ts';

/** What rd-animation animates, by its own names (`style`); the first is what it does by itself. */
export const animationKinds = ['four_angle_walking', 'walking_and_idle', 'small_sprites', 'vfx'] as const;
export type AnimationKind = (typeof animationKinds)[number];

interface Kind {
  /** As a person chooses it. */
  label: string;
  /** Of one frame: "four_angle_walking and walking_and_idle only support 48. small_sprites only supports 32. vfx supports 24-96" (its schema, November 2026). */
  sides: Sides;
  /** Frames in a row and rows of its sheet, if it has always as many. */
  grid?: { columns: number; rows: number };
  /** What the rows are, from the top, and which frames of a row are what. */
  rows?: { facing: readonly string[]; shows: ReadonlyArray<{ name: string; from: number; to: number }> };
  /** For how long a frame is shown. */
  frameMs: number;
}

/**
 * The rows of its sheets, from the top. Its schema says "4 direction" and not in which order: that is from what people published of sheets that they got from Replicate
 * and from Retro Diffusion (September 2026), most of whom found this one. Where a sheet is otherwise, its tags are named wrongly, and nothing else.
 */
const facing = ['down', 'right', 'up', 'left'] as const;

// Neither a sheet nor the schema has times. These are whole hundredths for GIF and whole ticks of 50 ms for Minecraft: a step of 150 ms makes a cycle of four 0.6 s
// long, a brisk walk.
const stepMs = 150;
const poseMs = 300;
const effectMs = 100;

const kinds: Readonly<Record<AnimationKind, Kind>> = {
  four_angle_walking: {
    label: 'Walk in four directions',
    sides: squares(48, 48),
    grid: { columns: 4, rows: 4 },
    rows: { facing, shows: [{ name: 'walk', from: 0, to: 3 }] },
    frameMs: stepMs,
  },
  walking_and_idle: {
    label: 'Walk and idle',
    sides: squares(48, 48),
    grid: { columns: 4, rows: 4 },
    rows: {
      facing,
      shows: [
        { name: 'walk', from: 0, to: 2 },
        { name: 'idle', from: 3, to: 3 },
      ],
    },
    frameMs: stepMs,
  },
  // "walking, arm raising/attacking, looking around, surprised, and laying down": which column is which, nobody says.
  small_sprites: {
    label: 'Small sprite with poses',
    sides: squares(32, 32),
    grid: { columns: 5, rows: 4 },
    rows: { facing, shows: [{ name: 'poses', from: 0, to: 4 }] },
    frameMs: poseMs,
  },
  // It comes in one row, or in several: how many frames it has is up to the model.
  vfx: { label: 'Effect', sides: squares(24, 96), frameMs: effectMs },
};

const isKind = (name: string): name is AnimationKind => Object.hasOwn(kinds, name);
const kindNamed = (name: string | undefined): Kind =>
  kinds[name !== undefined && isKind(name) ? name : animationKinds[0]];

export const labelOfKind = (name: AnimationKind): string => kinds[name].label;
export const sidesOfKind = (name: string | undefined): Sides => kindNamed(name).sides;

/** How large a sheet of such frames is; undefined if that is up to the model. */
export function sheetOfKind(name: string | undefined, frame: Pixels): Pixels | undefined {
  const { grid } = kindNamed(name);
  return grid && { width: grid.columns * frame.width, height: grid.rows * frame.height };
}

/** Sheets of more are none that it makes: a picture of another kind. */
const mostCells = 64;

/**
 * The frames of a sheet of that kind. Undefined if it does not consist of whole frames of that size. A sheet of another grid than its kind has is one of frames all the
 * same, of which nobody knows what they show.
 */
export function layoutOfKind(name: string | undefined, frame: Pixels, sheet: Pixels): AnimationLayout | undefined {
  const { grid, rows, frameMs } = kindNamed(name);
  const { width, height } = frame;
  const [columns, down] = [sheet.width / width, sheet.height / height];
  const count = columns * down;
  if (!Number.isInteger(columns) || !Number.isInteger(down) || count < 2 || count > mostCells) return undefined;
  const isUsual = grid?.columns === columns && grid.rows === down;
  return {
    ...{ kind: 'animation', width, height, columns },
    frames: Array.from({ length: count }, () => ({ ms: frameMs })),
    tags: (isUsual && rows ? rows.facing : []).flatMap((direction, row) =>
      (rows?.shows ?? []).map((shown) => ({
        name: `${shown.name}-${direction}`,
        from: row * columns + shown.from,
        to: row * columns + shown.to,
        ...{ direction: 'forward' as const, repeat: 0 },
      })),
    ),
  };
}
