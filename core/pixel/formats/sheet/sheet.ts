import { mostColours } from '../../palettes/palette.ts';
import type { IndexedColours, IndexedPicture } from '../../picture.ts';
import { ensure } from '../format-error.ts';

export interface SheetLayout {
  /** How many pictures are in a row; as near to a square as it goes if it is not said. */
  columns?: number | undefined;
  /** Clear pixels between two pictures. */
  padding?: number | undefined;
  /** So many times the outermost pixels of each picture are repeated around it, so that nothing of its neighbour shows when an engine draws between two pixels. */
  extrude?: number | undefined;
}

/** Where a picture lies in a sheet, without what is repeated around it. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Sheet {
  picture: IndexedPicture;
  /** In the order of the pictures. */
  places: Place[];
  columns: number;
  rows: number;
  /** As Tiled has it: what is before the first picture, and between two, of which the repeated pixels are a part. */
  margin: number;
  spacing: number;
}

type Part = Pick<IndexedPicture, 'width' | 'height' | 'indices'>;

/**
 * Pictures in one, in rows, each in a cell as large as the largest of them. What is between them is clear; where no index is, one is added to the end of the palette.
 * @param pictures in the same colours, as an animation's frames are, or several pictures by `indexedTogether`
 * @throws FormatError for no pictures, or for 256 opaque colours and a place that must be clear
 */
export function sheetOf(colours: IndexedColours, pictures: readonly Part[], layout: SheetLayout = {}): Sheet {
  ensure(pictures.length > 0, 'A sheet has one picture at least.');
  const { columns = Math.ceil(Math.sqrt(pictures.length)), padding = 0, extrude = 0 } = layout;
  const isWhole = [columns, padding, extrude].every((value) => Number.isInteger(value) && value >= 0);
  ensure(isWhole && columns > 0, 'A sheet has whole numbers of columns and pixels.');
  const across = Math.min(columns, pictures.length);
  const down = Math.ceil(pictures.length / across);
  const cell = {
    width: Math.max(...pictures.map(({ width }) => width)),
    height: Math.max(...pictures.map(({ height }) => height)),
  };
  const spacing = padding + 2 * extrude;
  const width = across * (cell.width + spacing) - padding;
  const height = down * (cell.height + spacing) - padding;
  const isFull =
    padding === 0 &&
    across * down === pictures.length &&
    pictures.every((picture) => picture.width === cell.width && picture.height === cell.height);
  const shared = isFull ? colours : withClear(colours);
  const indices = new Uint8Array(width * height).fill(shared.clear ?? 0);
  const places = pictures.map((picture, number) => ({
    x: extrude + (number % across) * (cell.width + spacing),
    y: extrude + Math.floor(number / across) * (cell.height + spacing),
    width: picture.width,
    height: picture.height,
  }));
  for (const [number, part] of pictures.entries()) {
    const place = places[number];
    if (place) draw({ indices, width }, part, place, extrude);
  }
  return {
    picture: { ...shared, width, height, indices },
    places,
    columns: across,
    rows: down,
    margin: extrude,
    spacing,
  };
}

function withClear({ colours, clear }: IndexedColours): IndexedColours {
  if (clear !== undefined) return { colours, clear };
  ensure(
    colours.length < mostColours,
    'These pictures have 256 opaque colours, so that nothing can be clear between them. Choose no padding, and as many pictures as fill the rows.',
  );
  return { colours: [...colours, 0], clear: colours.length };
}

function draw(to: { indices: Uint8Array; width: number }, part: Part, { x, y }: Place, extrude: number): void {
  const inside = (at: number, side: number) => Math.min(side - 1, Math.max(0, at));
  for (let row = -extrude; row < part.height + extrude; row += 1) {
    const from = inside(row, part.height) * part.width;
    const at = (y + row) * to.width + x;
    to.indices.set(part.indices.subarray(from, from + part.width), at);
    const [first = 0, last = 0] = [part.indices[from], part.indices[from + part.width - 1]];
    to.indices.fill(first, at - extrude, at);
    to.indices.fill(last, at + part.width, at + part.width + extrude);
  }
}

/** The pictures of a sheet again. */
export const cutSheet = ({ indices, width }: IndexedPicture, places: readonly Place[]): Part[] =>
  places.map(({ x, y, width: across, height }) => {
    const part = new Uint8Array(across * height);
    for (let row = 0; row < height; row += 1) {
      const from = (y + row) * width + x;
      part.set(indices.subarray(from, from + across), row * across);
    }
    return { width: across, height, indices: part };
  });
