export interface Size {
  width: number;
  height: number;
}
export interface Fitted extends Size {
  left: number;
  top: number;
  /** Each pixel of the picture becomes a square of this many screen pixels; null if it is not enlarged by a whole number. */
  factor: number | null;
}

interface FitOptions {
  /** Scales only by whole numbers, so that every pixel is a square of the same size. */
  isPixelArt: boolean;
  /** Screen pixels per CSS pixel: devicePixelRatio. */
  density: number;
  /** The box's position on the screen, in CSS pixels, so that the picture starts at a whole screen pixel. */
  origin?: { left: number; top: number };
}

/** The position of a picture in a box, as large as fits, in CSS pixels. */
export function fitInto(
  picture: Size,
  box: Size,
  { isPixelArt, density, origin = { left: 0, top: 0 } }: FitOptions,
): Fitted {
  const largest = Math.min((box.width * density) / picture.width, (box.height * density) / picture.height);
  // Pixel art larger than the box is scaled down like a photograph; otherwise parts of it would be missing.
  const factor = isPixelArt && largest >= 1 ? Math.floor(largest) : null;
  const scale = (factor ?? Math.max(0, largest)) / density;
  const [width, height] = [picture.width * scale, picture.height * scale];
  const onPixel = (from: number, room: number) => Math.round((from + room / 2) * density) / density - from;
  return {
    width,
    height,
    left: onPixel(origin.left, box.width - width),
    top: onPixel(origin.top, box.height - height),
    factor,
  };
}
