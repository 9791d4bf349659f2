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
/** How much of a picture is seen at least, of what a factor that fits would show. */
const leastSeen = 0.8;

/**
 * Pixel art in a box of a list, each of its pixels a square of whole screen pixels. `enlarged`: no whole factor fills the box well, or shows enough of it;
 * undefined: not even once does it fit.
 */
export function wholePlace(picture: Size, box: Size, { density, isCropped }: Options): Place | 'enlarged' | undefined {
  const [across, down] = [(box.width * density) / picture.width, (box.height * density) / picture.height];
  if (Math.min(across, down) < 1) return undefined;
  const exact = isCropped ? Math.max(across, down) : Math.min(across, down);
  const factor = isCropped ? Math.ceil(exact) : Math.floor(exact);
  if (isCropped ? exact / factor < leastSeen : factor / exact < leastFilled) return 'enlarged';
  const [width, height] = [(picture.width * factor) / density, (picture.height * factor) / density];
  const onPixel = (room: number) => Math.round((room / 2) * density) / density;
  return { width, height, left: onPixel(box.width - width), top: onPixel(box.height - height) };
}
