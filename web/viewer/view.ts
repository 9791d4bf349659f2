import { type Fitted, fitInto, type Size } from './fit.ts';

/** What somebody looks at. Relative to the picture, so that several of different sizes can be looked at as one. */
export interface View {
  /** 1: as large as fits. */
  zoom: number;
  /** The part of the picture in the middle of the box: 0.5 is its own middle. */
  x: number;
  y: number;
}

export const wholePicture: View = { zoom: 1, x: 0.5, y: 0.5 };

/** A picture and the box that it is shown in. */
export interface Frame {
  picture: Size;
  /** In CSS pixels. */
  box: Size;
  isPixelArt: boolean;
  /** Screen pixels per CSS pixel: devicePixelRatio. */
  density: number;
  /** The box's position on the screen, in CSS pixels. */
  origin: { left: number; top: number };
}

/** A point in the box, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

export interface Placed extends Fitted {
  /** Screen pixels per pixel of the picture. */
  scale: number;
}

/** Each pixel of the picture as a square of so many screen pixels: more shows nothing more. */
const mostScale = 32;
/** Browsers lay out larger elements, and paint them slowly. */
const mostSidePx = 32_768;
const photoStep = 1.5;
const artStep = 1.25;

/** The scale at which the whole picture fits. */
const fitOf = (frame: Frame): number => {
  const { width } = fitInto(frame.picture, frame.box, frame);
  return (width * frame.density) / frame.picture.width;
};

/** Pixel art is enlarged by whole numbers alone. */
function scaleOf({ isPixelArt }: Frame, scale: number): number {
  return isPixelArt && scale >= 1 ? Math.round(scale) : scale;
}

/** The smallest and the largest zoom: from 1:1 or the whole picture, whichever is smaller. */
export function limitsOf(frame: Frame): { least: number; most: number } {
  const fit = fitOf(frame);
  const { width, height } = frame.picture;
  const most = Math.max(2 * fit, 1, Math.min(mostScale, mostSidePx / Math.max(width, height)));
  return { least: Math.min(1, 1 / fit), most: most / fit };
}

/** Where the picture lies in its box, in CSS pixels, on whole screen pixels. */
export function placeOf(frame: Frame, view: View): Placed {
  const { picture, box, density, origin, isPixelArt } = frame;
  const scale = scaleOf(frame, fitOf(frame) * view.zoom);
  const [width, height] = [(picture.width * scale) / density, (picture.height * scale) / density];
  const onPixel = (at: number, from: number) => Math.round((from + at) * density) / density - from;
  return {
    width,
    height,
    left: onPixel(startOf(width, box.width, view.x), origin.left),
    top: onPixel(startOf(height, box.height, view.y), origin.top),
    factor: isPixelArt && scale >= 1 ? scale : null,
    scale,
  };
}

/** A side that fits lies in the middle; a longer one leaves no gap. */
function startOf(side: number, room: number, middle: number): number {
  if (side <= room) return (room - side) / 2;
  return Math.min(0, Math.max(room - side, room / 2 - middle * side));
}

/** The same view, within the limits, and with its middle where it can be. */
function settled(frame: Frame, view: View): View {
  const { least, most } = limitsOf(frame);
  const zoom = Math.min(most, Math.max(least, view.zoom));
  const { width, height } = placeOf(frame, { ...view, zoom });
  const within = (middle: number, side: number, room: number) => {
    if (side <= room) return 0.5;
    const edge = room / 2 / side;
    return Math.min(1 - edge, Math.max(edge, middle));
  };
  return { zoom, x: within(view.x, width, frame.box.width), y: within(view.y, height, frame.box.height) };
}

/** Another zoom; what lies at that point of the box, or in its middle, stays there. */
export function zoomedTo(frame: Frame, view: View, zoom: number, at?: Point): View {
  const { box } = frame;
  const { least, most } = limitsOf(frame);
  const wanted = Math.min(most, Math.max(least, zoom));
  const point = at ?? { x: box.width / 2, y: box.height / 2 };
  const before = placeOf(frame, view);
  const after = placeOf(frame, { ...view, zoom: wanted });
  const middle = (start: number, old: number, side: number, room: number, from: number) =>
    (room / 2 - (start - ((start - from) / old) * side)) / side;
  return settled(frame, {
    zoom: wanted,
    x: middle(point.x, before.width, after.width, box.width, before.left),
    y: middle(point.y, before.height, after.height, box.height, before.top),
  });
}

/** One step in or out, which stops at the whole picture and at 1:1. */
export function stepped(frame: Frame, view: View, direction: 1 | -1): View {
  const fit = fitOf(frame);
  const { scale } = placeOf(frame, view);
  const next = nextScale(frame, scale, direction);
  const stops = [fit, 1].filter((stop) => (stop - scale) * direction > 1e-6 && (next - stop) * direction > 1e-6);
  const nearest = stops.sort((a, b) => Math.abs(a - scale) - Math.abs(b - scale))[0];
  return zoomedTo(frame, view, (nearest ?? next) / fit);
}

function nextScale({ isPixelArt }: Frame, scale: number, direction: 1 | -1): number {
  if (!isPixelArt || scale < 1 || (scale === 1 && direction < 0))
    return direction > 0 ? scale * photoStep : scale / photoStep;
  return direction > 0
    ? Math.max(scale + 1, Math.round(scale * artStep))
    : Math.min(scale - 1, Math.round(scale / artStep));
}

/** A pixel of the picture on a pixel of the screen. */
export const oneToOne = (frame: Frame, view: View, at?: Point): View => zoomedTo(frame, view, 1 / fitOf(frame), at);

/** Moved by so many CSS pixels, as a hand moves a sheet of paper. */
export function moved(frame: Frame, view: View, by: Point): View {
  const { width, height } = placeOf(frame, view);
  return settled(frame, { ...view, x: view.x - by.x / width, y: view.y - by.y / height });
}

/** Whether a part of it is out of sight. */
export function isLargerThanBox(frame: Frame, view: View): boolean {
  const { width, height } = placeOf(frame, view);
  return width > frame.box.width + 0.5 || height > frame.box.height + 0.5;
}

/** `7×` of pixel art, `140 %` of everything else. */
export function zoomWords(frame: Frame, view: View): string {
  const { factor, scale } = placeOf(frame, view);
  return factor === null ? `${Math.round(scale * 100)} %` : `${factor}×`;
}
