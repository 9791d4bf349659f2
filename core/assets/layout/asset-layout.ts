import { z } from 'zod';
import { directions } from '../../pixel/picture.ts';
import { sides } from '../../pixel/tiles/seams.ts';

/** A cell, in pixels of the file; the file is so many of them wide. Cells lie row by row from the top, with nothing between them. */
const cells = { width: z.int().min(1), height: z.int().min(1), columns: z.int().min(1) };

const tag = z.object({
  name: z.string(),
  from: z.int().min(0),
  to: z.int().min(0),
  direction: z.enum(directions),
  repeat: z.int().min(0),
});

const seam = z.object({ tile: z.int().min(0), side: z.enum(sides), neighbour: z.int().min(0), score: z.number() });

/** What the tiles of a set are: alike, each to be laid beside any other; or of two grounds, by which corners of a tile are of the upper one. */
export const tileSets = ['variations', 'corners', 'blob'] as const;
export type TileSetKind = (typeof tileSets)[number];

/** `assets.layout`: how the one file of an image holds several pictures. */
export const assetLayout = z.discriminatedUnion('kind', [
  /** Frames in the order in which they are shown, each for its time in whole milliseconds; there may be empty cells after the last one. */
  z.object({
    kind: z.literal('animation'),
    ...cells,
    frames: z.array(z.object({ ms: z.int().min(1) })).min(1),
    /** What it shows, `walk-down`; none: all frames are one thing. */
    tags: z.array(tag),
  }),
  z.object({
    kind: z.literal('tiles'),
    ...cells,
    count: z.int().min(1),
    set: z.enum(tileSets),
    /** Of each tile of `corners`, which of its corners are of the inner ground: 8 top left, 4 top right, 2 bottom left, 1 bottom right. */
    corners: z.array(z.int().min(0).max(15)).optional(),
    /** Of how many edges which show a seam, the worst first, as core/pixel/tiles/seams.ts counts them. */
    seams: z.object({ edges: z.int(), visible: z.array(seam) }).optional(),
  }),
]);
export type AssetLayout = z.infer<typeof assetLayout>;
export type AnimationLayout = Extract<AssetLayout, { kind: 'animation' }>;
export type TilesLayout = Extract<AssetLayout, { kind: 'tiles' }>;

/** Null: the file is one picture, or moves by itself. */
export const storedLayout = assetLayout.nullable().catch(null);
