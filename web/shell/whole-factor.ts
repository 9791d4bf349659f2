interface Size {
  width: number;
  height: number;
}

interface Place extends Size {
  left: number;
  top: number;
}

interface Options {
  /** Screen pixels per CSS pixel: devicePixelRatio. */
  density: number;
  /** It fills the box, and what is outside is cut off. */
  isCropped: boolean;
}

/** How much of the box it fills at least, by its longer side: a tile that is mostly empty shows less than uneven pixels hide. */
const leastFilled = 0.7;

/**
 * Pixel art in a box of a list, each of its pixels a square of whole screen pixels. `enlarged`: by no whole factor does it fill the box well enough;
 * undefined: not even once does it fit.
 */
export function wholePlace(picture: Size, box: Size, { density, isCropped }: Options): Place | 'enlarged' | undefined {
  const [across, down] = [(box.width * density) / picture.width, (box.height * density) / picture.height];
  const largest = Math.min(across, down);
  if (largest < 1) return undefined;
  const factor = isCropped ? Math.ceil(Math.max(across, down)) : Math.floor(largest);
  if (!isCropped && factor / largest < leastFilled) return 'enlarged';
  const [width, height] = [(picture.width * factor) / density, (picture.height * factor) / density];
  const onPixel = (room: number) => Math.round((room / 2) * density) / density;
  return { width, height, left: onPixel(box.width - width), top: onPixel(box.height - height) };
}
