import { mostColours } from '../palettes/palette.ts';
import type { Animation, IndexedColours, IndexedPicture } from '../picture.ts';
import { ensure } from './format-error.ts';

/** Two bytes: GIF, APNG and .aseprite keep sides and times in so many. */
const most = 65_535;

const isUpTo = (value: number, limit: number) => Number.isInteger(value) && value >= 1 && value <= limit;

/** What is wrong here is a mistake of whoever made the picture; a file of it would open nowhere. @throws FormatError */
export function ensurePicture(picture: IndexedPicture): void {
  ensureColours(picture);
  ensureIndices(picture, picture.indices);
}

/** The same of an animation. @throws FormatError */
export function ensureAnimation(animation: Animation): void {
  const { frames, tags } = animation;
  ensureColours(animation);
  ensure(isUpTo(frames.length, most), `An animation has 1 to ${most} frames, not ${frames.length}.`);
  for (const { indices, ms } of frames) {
    ensure(isUpTo(ms, most), `A frame is shown for 1 to ${most} whole milliseconds, not ${ms}.`);
    ensureIndices(animation, indices);
  }
  for (const { name, from, to } of tags)
    ensure(from >= 0 && from <= to && to < frames.length, `The tag “${name}” is of frames that are not there.`);
  ensure(new Set(tags.map(({ name }) => name)).size === tags.length, 'Two tags have the same name.');
}

function ensureColours({ colours, clear = 0, width, height }: IndexedColours & { width: number; height: number }) {
  ensure(isUpTo(width, most) && isUpTo(height, most), `A picture has 1 to ${most} pixels a side.`);
  ensure(isUpTo(colours.length, mostColours), `A palette has 1 to ${mostColours} colours, not ${colours.length}.`);
  ensure(clear >= 0 && clear < colours.length, 'The clear colour is not in the palette.');
}

function ensureIndices(
  { width, height, colours }: IndexedColours & { width: number; height: number },
  indices: Uint8Array,
) {
  ensure(indices.length === width * height, 'A frame has more or fewer pixels than its size says.');
  let largest = 0;
  for (const index of indices) if (index > largest) largest = index;
  ensure(largest < colours.length, 'A pixel has a colour that is not in the palette.');
}
