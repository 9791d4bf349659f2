export interface Size {
  width: number;
  height: number;
}
export interface Fitted extends Size {
  left: number;
  top: number;
  /** Each pixel of the picture is a square of this many of the screen's; null where it is not enlarged by a whole number. */
  factor: number | null;
}

interface FitOptions {
  /** Only by whole numbers, so that every pixel is a square of the same size. */
  isPixelArt: boolean;
  /** Pixels of the screen in one of CSS: devicePixelRatio. */
  density: number;
  /** Where the box begins on the screen, in CSS pixels: the picture begins on a pixel of the screen. */
  origin?: { left: number; top: number };
}

/** Where a picture stands in a box, as large as fits, in CSS pixels. */
export function fit(
  picture: Size,
  box: Size,
  { isPixelArt, density, origin = { left: 0, top: 0 } }: FitOptions,
): Fitted {
  const largest = Math.min((box.width * density) / picture.width, (box.height * density) / picture.height);
  // Pixel art that is larger than the box is shown smaller, as a photograph is: parts of it would be missing otherwise.
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
