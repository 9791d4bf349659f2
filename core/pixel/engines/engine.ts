import { FormatError } from '../formats/format-error.ts';
import { writePng } from '../formats/png/write-png.ts';
import type { SheetContent } from '../formats/sheet/aseprite-json.ts';
import { type Sheet, type SheetLayout, sheetOf } from '../formats/sheet/sheet.ts';
import type { Animation, Tag } from '../picture.ts';

/** By their paths; texts are UTF-8. */
export type Files = Record<string, Uint8Array | string>;

/** What is handed to an engine: pixel art that moves, or of one frame. */
export interface ExportedArt {
  /** Files are named after it: small letters, digits, `-` and `_`. */
  name: string;
  /** The asset's: what an engine knows a file by stays the same when it is exported again, so that references in scenes hold. */
  id: string;
  animation: Animation;
  /** How its sheet is laid out where an engine leaves that open; as the engine is best served if nothing is said. */
  layout?: SheetLayout;
  /** Its frames are tiles, and no animation. */
  tiles?: ArtOfTiles | undefined;
}

export interface ArtOfTiles {
  /** Of tiles of two grounds, which corners of each are of the inner one (core/pixel/tiles/corners.ts); of others, each fits beside each. */
  corners?: readonly number[] | undefined;
}

/** How pixel art gets into an engine. */
export interface Engine {
  /** @throws FormatError, in a sentence, for art that the engine has no place for */
  files(art: ExportedArt): Files;
  /** What a person does with the files, and the settings without which pixels are blurred. */
  steps(art: ExportedArt): string[];
  /** The same of tiles, where it has a place for them, and for one alone. */
  tiles?: How;
  /** The same of several tiles, where one is a picture; left out: they are a sheet and what is in it, which its programs read. */
  tileSet?: How;
}

export type How = Pick<Engine, 'files' | 'steps'>;

/** Of an engine to which a sheet of tiles is of no use: nothing is called ready for it that is not. @param why `A sticker is one picture` */
export const noTileSet = (why: string): How => ({
  files({ animation: { frames } }) {
    throw new FormatError(
      `${why}, and this is a set of ${frames.length} tiles. Choose an engine with tiles, such as Godot, Tiled or Unity, or plain files.`,
    );
  },
  steps: () => [],
});

/** @param usual as the engine is best served */
export const sheetOfArt = (art: ExportedArt, usual: SheetLayout = {}): Sheet =>
  rowsOfArt(art, { ...usual, ...art.layout });

/** The same for an engine that counts the frames in its rows: as it counts them, whatever else was wished for. */
export const rowsOfArt = ({ animation }: ExportedArt, layout: SheetLayout): Sheet => {
  const { width, height, frames } = animation;
  return sheetOf(
    animation,
    frames.map(({ indices }) => ({ width, height, indices })),
    layout,
  );
};

export const timesOf = ({ animation }: ExportedArt): number[] => animation.frames.map(({ ms }) => ms);

/** The tags, or one of everything if there are none. */
export const tagsOf = ({ name, animation: { tags, frames } }: ExportedArt): readonly Tag[] =>
  tags.length > 0 ? tags : [{ name, from: 0, to: frames.length - 1, direction: 'forward', repeat: 0 }];

/** A sheet with a pixel around each frame, and Aseprite's JSON of it in the form that the engine reads. */
export function sheetFiles(art: ExportedArt, json: (content: SheetContent) => string): Files {
  const { name } = art;
  const sheet = sheetOfArt(art, { extrude: 1 });
  const image = `${name}.png`;
  return {
    [image]: writePng(sheet.picture),
    [`${name}.json`]: json({ name, image, sheet, times: timesOf(art), tags: tagsOf(art) }),
  };
}

/** Whether a tag ends with that word: `down`, of `walk-down`. */
export const endsWith = ({ name }: Tag, word: string): boolean => new RegExp(`(?:^|[^a-z])${word}$`, 'i').test(name);
