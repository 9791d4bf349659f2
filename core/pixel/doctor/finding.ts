import type { Colours } from '../picture.ts';

/** What is wrong with the frames of an animation. Frames by their places, from 0; lengths in pixels of a frame. */
export type Finding =
  /** Those that stand higher or lower than the others of their direction; by how much at most. */
  | { kind: 'baseline'; frames: number[]; most: number }
  /** Those that are larger or smaller than the others of their direction: as high as `least` to `most`, or of so many pixels. */
  | { kind: 'size'; frames: number[]; measure: 'height' | 'area'; least: number; most: number }
  /** Those in which a colour is another one than in all others of their direction. `colours`: the first eight of those that are there instead. */
  | { kind: 'flicker'; frames: number[]; colours: Colours }
  /** Neighbours that look alike. */
  | { kind: 'repeat'; pairs: Array<[number, number]> }
  /** Those of which something goes on beyond their edge. */
  | { kind: 'cut'; frames: number[] }
  | { kind: 'empty'; frames: number[] };
