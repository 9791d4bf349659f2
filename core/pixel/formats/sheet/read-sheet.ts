import { type Animation, directions, type IndexedPicture, indexedColours, type Tag } from '../../picture.ts';
import { ensure, FormatError } from '../format-error.ts';
import { cutSheet, type Place } from './sheet.ts';

/**
 * The frames of a sheet by Aseprite's description of it, in either form.
 * @throws FormatError for another description, and for frames that are of different sizes or outside of the sheet
 */
export function readSheet(picture: IndexedPicture, json: string): Animation {
  const { places, times, tags } = read(json);
  const [first] = places;
  ensure(first, 'This description is of no frames.');
  const isInside = places.every(
    ({ x, y, width, height }) => x + width <= picture.width && y + height <= picture.height,
  );
  const isOfOneSize = places.every(({ width, height }) => width === first.width && height === first.height);
  ensure(isInside && isOfOneSize, 'The frames of this description are of different sizes, or outside of its sheet.');
  const frames = cutSheet(picture, places).map(({ indices }, number) => ({ indices, ms: times[number] ?? 0 }));
  return { ...indexedColours(picture), width: first.width, height: first.height, frames, tags };
}

function read(json: string): { places: Place[]; times: number[]; tags: Tag[] } {
  const { frames, meta } = objectOf(parsed(json));
  const all = listOf(frames).map(objectOf);
  const { frameTags = [] } = objectOf(meta);
  return {
    places: all.map(({ frame }) => {
      const { x, y, w, h } = objectOf(frame);
      return { x: numberOf(x), y: numberOf(y), width: numberOf(w), height: numberOf(h) };
    }),
    times: all.map(({ duration }) => numberOf(duration)),
    tags: listOf(frameTags).map(objectOf).map(tagOf),
  };
}

function tagOf({ name, from, to, direction, repeat = 0 }: Record<string, unknown>): Tag {
  const known = directions.find((each) => each === direction);
  ensure(typeof name === 'string' && known, 'A tag of this description has no name, or a direction that is not kept.');
  return { name, from: numberOf(from), to: numberOf(to), direction: known, repeat: numberOf(Number(repeat)) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new FormatError('This is no description of a sheet: it is not JSON.');
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function objectOf(value: unknown): Record<string, unknown> {
  ensure(isObject(value), 'This is no description of a sheet as Aseprite writes it.');
  return value;
}

/** Both forms list the frames in their order. */
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : Object.values(objectOf(value)));

function numberOf(value: unknown): number {
  const isNumber = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  ensure(isNumber, 'A number of this description is missing or makes no sense.');
  return value;
}
