/** Pixels as they lie in memory, row by row from the top: each a number of four bytes, red (the lowest), green, blue, alpha (straight). */
export interface Pixels {
  data: Uint32Array;
  width: number;
  height: number;
}

/** As many as the product looks at pixel by pixel, of one file: 64 MB in memory, and some seconds of work. No pixel art is larger. */
export const mostPixels = 4_096 * 4_096;

/** A colour without alpha, `0xRRGGBB`. */
export type Colour = number;

/** Colours in the order that an artist gave them; at most 256, and one of them may stand twice. */
export type Colours = readonly Colour[];

/** What every index of a picture means. */
export interface IndexedColours {
  colours: Colours;
  /** The index that is clear everywhere, if pixels may be; what `colours` has there is not seen. Every other pixel is opaque. */
  clear?: number;
}

/** What every index means, and nothing else; without a clear one it has none. */
export const indexedColours = ({ colours, clear }: { colours: Colours; clear?: number | undefined }): IndexedColours =>
  clear === undefined ? { colours } : { colours, clear };

/** How many colours are seen: one that is clear is none. */
export const seenColours = ({ colours, clear }: IndexedColours): number =>
  colours.length - (clear === undefined ? 0 : 1);

/** Pixel art as the studio holds it: for each pixel, row by row from the top, which of the colours it has. */
export interface IndexedPicture extends IndexedColours {
  width: number;
  height: number;
  indices: Uint8Array;
}

/** One picture of an animation, as wide and high as the animation, and for how long it is shown, in whole milliseconds. */
export interface Frame {
  indices: Uint8Array;
  ms: number;
}

export const directions = ['forward', 'reverse', 'pingpong'] as const;

/** Frames that belong together, `walk-down`: from one to another, both included, counted from 0; `repeat` 0 is for ever. Names are unique. */
export interface Tag {
  name: string;
  from: number;
  to: number;
  direction: (typeof directions)[number];
  repeat: number;
}

/** Pixel art that moves: frames of one size in the same colours. Two frames that are equal are two frames. */
export interface Animation extends IndexedColours {
  width: number;
  height: number;
  frames: readonly Frame[];
  tags: readonly Tag[];
}
