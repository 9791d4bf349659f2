import { ensure } from '../formats/format-error.ts';
import type { SheetLayout } from '../formats/sheet/sheet.ts';
import { indexedTogether, pixelsFrom } from '../indexed.ts';
import { type Frame, indexedColours, mostPixels, type Pixels, type Tag } from '../picture.ts';
import type { ExportedArt } from './engine.ts';

/** So long a picture that does not move is shown. */
const stillMs = 100;

/**
 * Several pictures and animations as one, so that they come in one sheet: a tag for each picture, and for each tag of an animation. Each frame is as large as the largest
 * of them, and what is smaller stands in the middle of its lower edge, as figures stand on their ground.
 * @param as its name and id
 * @throws FormatError for none, for more than 256 colours together, or for more pixels than a sheet has
 */
export function artsTogether(
  arts: readonly ExportedArt[],
  { name, id, layout }: Pick<ExportedArt, 'name' | 'id'> & { layout?: SheetLayout },
): ExportedArt {
  ensure(arts.length > 0, 'A sheet has one picture at least.');
  const width = Math.max(...arts.map(({ animation }) => animation.width));
  const height = Math.max(...arts.map(({ animation }) => animation.height));
  const count = arts.reduce((sum, { animation }) => sum + animation.frames.length, 0);
  ensure(
    count * width * height <= mostPixels,
    `In one sheet each of these ${count} pictures would be ${width} × ${height} pixels, as the largest of them is, which is more than a sheet holds. Leave the largest out, or export each by itself.`,
  );
  const pictures = arts.flatMap(({ animation: { frames, tags: _, ...rest } }) =>
    frames.map(({ indices }) => onGround(pixelsFrom({ ...rest, indices }), width, height)),
  );
  const [first] = arts;
  // In the palette of the first one, unless that has too many colours that nothing has.
  const held = indexedTogether(pictures, first?.animation) ?? indexedTogether(pictures);
  const [any] = held ?? [];
  ensure(
    held && any,
    'Together these pictures have more than 256 colours, which no palette has. Bring them to one palette first, or export each by itself.',
  );
  const times = arts.flatMap(({ animation: { frames } }) =>
    frames.map(({ ms }) => (frames.length === 1 ? stillMs : ms)),
  );
  const frames: Frame[] = held.map(({ indices }, number) => ({ indices, ms: times[number] ?? stillMs }));
  return {
    ...{ name, id },
    ...(layout === undefined ? {} : { layout }),
    animation: {
      ...indexedColours(any),
      ...{ width, height, frames, tags: tagsOf(arts) },
    },
  };
}

function tagsOf(arts: readonly ExportedArt[]): Tag[] {
  let from = 0;
  return arts.flatMap(({ name, animation: { frames, tags } }) => {
    const begin = from;
    from += frames.length;
    if (tags.length === 0) return [{ name, from: begin, to: from - 1, direction: 'forward', repeat: 0 } as const];
    return tags.map((tag) => ({
      ...tag,
      name: `${name}-${tag.name}`,
      from: begin + tag.from,
      to: begin + tag.to,
    }));
  });
}

function onGround({ data, width: across, height: down }: Pixels, width: number, height: number): Pixels {
  if (across === width && down === height) return { data, width, height };
  const whole = new Uint32Array(width * height);
  const [left, top] = [Math.floor((width - across) / 2), height - down];
  for (let y = 0; y < down; y += 1) whole.set(data.subarray(y * across, (y + 1) * across), (top + y) * width + left);
  return { data: whole, width, height };
}
