import { isAco, readAco } from './formats/aco.ts';
import { isAct, readAct } from './formats/act.ts';
import { isAse, readAse } from './formats/ase.ts';
import { isAseprite, readAseprite } from './formats/aseprite.ts';
import { isGpl, readGpl } from './formats/gpl.ts';
import { isJasc, readJasc } from './formats/jasc.ts';
import { isRiff, readRiff } from './formats/riff.ts';
import { readText } from './formats/text.ts';
import { PaletteError, type ReadPalette } from './palette.ts';

/** The longest palette that anybody has is a few kilobytes; only a picture is larger. */
export const mostPaletteBytes = 1_000_000;

/**
 * Reads a palette, whatever it is: by its content, as `.pal` and `.ase` are two things each and people rename files. A picture is not decoded here:
 * ask `isPicture` first, and give its pixels to `readSwatch`. Without a name in the file the palette has that of the file.
 * @throws PaletteError with a sentence for whoever gave it
 */
export function readPalette(content: Uint8Array | string, fileName?: string): ReadPalette {
  const read = typeof content === 'string' ? readWritten(content) : readBytes(content);
  const name =
    read.palette.name ??
    fileName
      ?.replace(/^.*[/\\]/, '')
      .replace(/\.\w{1,8}$/, '')
      .trim();
  return name ? { ...read, palette: { ...read.palette, name } } : read;
}

/** PNG, GIF, JPEG or WebP, by their first bytes. */
export function isPicture(bytes: Uint8Array): boolean {
  const begins = String.fromCharCode(...bytes.subarray(0, 12));
  return (
    begins.startsWith('\x89PNG') ||
    begins.startsWith('GIF8') ||
    begins.startsWith('\xff\xd8\xff') ||
    /^RIFF.{4}WEBP/s.test(begins)
  );
}

function readWritten(text: string): ReadPalette {
  const written = text.replace(/^\ufeff/, '').trimStart();
  if (isGpl(written)) return readGpl(written);
  if (isJasc(written)) return readJasc(written);
  return readText(written);
}

function readBytes(bytes: Uint8Array): ReadPalette {
  if (bytes.length > mostPaletteBytes)
    throw new PaletteError('unreadable_palette', 'The file is larger than 1 MB, which no palette is.');
  if (isAse(bytes)) return readAse(bytes);
  if (isAseprite(bytes)) return readAseprite(bytes);
  if (isRiff(bytes)) return readRiff(bytes);
  if (isPicture(bytes)) throw new PaletteError('unreadable_palette', 'This is a picture, and it could not be opened.');
  const text = textOf(bytes);
  if (text !== undefined) return readWritten(text);
  // First: a colour table has no heading, and any file can have its size.
  if (isAco(bytes)) return readAco(bytes);
  if (isAct(bytes)) return readAct(bytes);
  throw new PaletteError(
    'unreadable_palette',
    'This is none of the palettes that we know: .gpl, .hex, .pal, .act, .aco, .ase, a picture, or colours in hex.',
  );
}

/** Undefined if it is no text: bytes that no text has, or that are no UTF-8. UTF-16 with its mark is what Windows' editor may write. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text.
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
