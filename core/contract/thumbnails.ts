/** The longest side of a picture's small versions, in pixels: one for lists, one for finer screens and wider places. */
export const thumbnailPx = { small: 320, large: 640 } as const;

interface Size {
  width: number;
  height: number;
}

/** How wide such a version is: it is never larger than its picture. */
export const thumbnailWidth = ({ width, height }: Size, sidePx: number): number =>
  Math.max(1, Math.round(width * Math.min(1, sidePx / Math.max(width, height))));
