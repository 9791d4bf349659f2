import { hexOf } from '../colour/hex.ts';
import type { Colour, IndexedColours } from '../picture.ts';

/** What indexed pictures and every palette file can hold. */
export const mostColours = 256;

/** A palette as artists keep and exchange it. */
export interface Palette extends IndexedColours {
  /** What it is called, if it says so. */
  name?: string;
  /** What each colour is called, `''` for one without a name; left out if none has one. */
  names?: readonly string[];
}

/** A palette that was read, and sentences about whatever is not as it was written. */
export interface ReadPalette {
  palette: Palette;
  notes: string[];
}

export type PaletteErrorCode =
  /** Nothing in it is a colour. */
  | 'no_colours'
  | 'too_many_colours'
  /** Of none of the formats, or of one that says what a colour is in words only. */
  | 'unreadable_palette'
  /** It says what it is, and ends too early or contradicts itself. */
  | 'broken_palette';

/** That is no palette; the message is a sentence for whoever gave it. */
export class PaletteError extends Error {
  override readonly name = 'PaletteError';
  readonly code: PaletteErrorCode;

  constructor(code: PaletteErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** For a reader of its bytes. */
export const endsEarly = () => new PaletteError('broken_palette', 'The file ends in the middle of its colours.');

/** One colour as a file has it. Alpha 0 to 255; left out: opaque. */
export interface PaletteEntry {
  colour: Colour;
  alpha?: number;
  name?: string;
}

/**
 * Makes a palette of what a file has. The first clear entry becomes the clear index; another one has no use and is left out. What is half clear is
 * taken as opaque. Notes say so. @throws PaletteError no_colours, too_many_colours
 */
export function paletteOf(
  entries: readonly PaletteEntry[],
  said: { name?: string | undefined; notes?: string[] } = {},
): ReadPalette {
  const firstClear = entries.findIndex(({ alpha }) => alpha === 0);
  const kept = entries.filter(({ alpha }, index) => alpha !== 0 || index === firstClear);
  if (kept.length === 0 || (kept.length === 1 && firstClear >= 0))
    throw new PaletteError('no_colours', 'There is no colour in it.');
  if (kept.length > mostColours)
    throw new PaletteError(
      'too_many_colours',
      `It has ${kept.length.toLocaleString('en')} colours; a palette has at most ${mostColours}.`,
    );
  const faint = kept.filter(({ alpha = 255 }) => alpha > 0 && alpha < 255).length;
  const names = kept.map(({ name = '', colour }) => nameOf(name, colour));
  const name = said.name?.trim();
  return {
    palette: {
      colours: kept.map(({ colour }) => colour),
      ...(firstClear < 0 ? {} : { clear: kept.findIndex(({ alpha }) => alpha === 0) }),
      ...(name ? { name } : {}),
      ...(names.some((each) => each !== '') ? { names } : {}),
    },
    notes: [
      ...(said.notes ?? []),
      ...(faint === 0
        ? []
        : [
            `${counted(faint, 'colour')} let something show through; here ${faint === 1 ? 'it is' : 'they are'} opaque.`,
          ]),
      ...(kept.length === entries.length
        ? []
        : [
            `${counted(entries.length - kept.length, 'clear entry', 'clear entries')} beside the first one ${entries.length - kept.length === 1 ? 'was' : 'were'} left out.`,
          ]),
    ],
  };
}

/** A name that only repeats the colour, or says that there is none, is no name. */
function nameOf(written: string, colour: Colour): string {
  const name = written.trim();
  return name === 'Untitled' || name.replace(/^#/, '').toLowerCase() === hexOf(colour).slice(1) ? '' : name;
}

/** `1 colour`, `3 colours` */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
