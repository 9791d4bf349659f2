import type { Tag } from '../../picture.ts';
import type { Place, Sheet } from './sheet.ts';

/** What a sheet is of. */
export interface SheetContent {
  /** Without an ending, `hero`: what the frames are named after. */
  name: string;
  /** The sheet's file, `hero.png`. */
  image: string;
  sheet: Sheet;
  /** For each place how long it is shown. */
  times: readonly number[];
  tags: readonly Tag[];
}

/**
 * Aseprite's description of a sheet, in the form “hash”, as Pixi reads it: frames by names that no other sheet has, and its own `animations`, in which frames stand in
 * the order in which they are shown.
 */
export function hashJson(content: SheetContent): string {
  const { name, sheet, tags } = content;
  const nameOf = (number: number) => `${name}-${number}`;
  const frames = Object.fromEntries(
    sheet.places.map((place, number) => [nameOf(number), frameOf(place, content, number)]),
  );
  const animations = Object.fromEntries(tags.map((tag) => [tag.name, shownBy(tag).map(nameOf)]));
  return written({ frames, animations, meta: metaOf(content) });
}

/** The same in the form “array”. Phaser takes a frame by its number, so that this is its name: of any others it shows the first picture everywhere, or none. */
export function arrayJson(content: SheetContent): string {
  const frames = content.sheet.places.map((place, number) => ({
    filename: `${number}`,
    ...frameOf(place, content, number),
  }));
  return written({ frames, meta: metaOf(content) });
}

/** The numbers of a tag's frames in the order in which they are shown once. */
export function shownBy({ from, to, direction }: Tag): number[] {
  const forward = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  switch (direction) {
    case 'forward':
      return forward;
    case 'reverse':
      return forward.reverse();
    case 'pingpong':
      return [...forward, ...forward.slice(1, -1).reverse()];
  }
}

const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function frameOf({ x, y, width: w, height: h }: Place, { times }: SheetContent, number: number) {
  return {
    frame: { x, y, w, h },
    rotated: false,
    trimmed: false,
    spriteSourceSize: { x: 0, y: 0, w, h },
    sourceSize: { w, h },
    duration: times[number] ?? 100,
  };
}

const metaOf = ({ image, sheet: { picture }, tags }: SheetContent) => ({
  app: 'UPixel',
  version: '1.0',
  image,
  format: 'I8',
  size: { w: picture.width, h: picture.height },
  // A string, as Aseprite writes it.
  scale: '1',
  frameTags: tags.map(({ name, from, to, direction, repeat }) => ({
    name,
    from,
    to,
    direction,
    color: '#000000ff',
    ...(repeat > 0 ? { repeat: `${repeat}` } : {}),
  })),
});
