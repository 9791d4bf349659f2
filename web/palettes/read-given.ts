import { PaletteError, type ReadPalette } from '#core/pixel/palettes/palette.ts';
import { isPicture, mostPaletteBytes, readPalette } from '#core/pixel/palettes/read-palette.ts';
import { readSwatch } from '#core/pixel/palettes/swatch.ts';
import { pixelsOf } from './pixels-of.ts';

/** What became of what somebody pasted or dropped: a palette, or a sentence. */
export type Given = ReadPalette | { fault: string };

/** Nothing leaves the page: the file is read here. */
export async function readFile(file: File): Promise<Given> {
  if (file.size > 20_000_000) return { fault: 'The file is larger than 20 MB, which no palette is.' };
  try {
    const start = new Uint8Array(await file.slice(0, 12).arrayBuffer());
    if (isPicture(start)) return withName(await readPicture(file), file.name);
    if (file.size > mostPaletteBytes) return { fault: 'The file is larger than 1 MB, which no palette is.' };
    return readPalette(new Uint8Array(await file.arrayBuffer()), file.name);
  } catch (error) {
    return faultOf(error);
  }
}

export function readPasted(words: string): Given {
  try {
    return readPalette(words);
  } catch (error) {
    return faultOf(error);
  }
}

async function readPicture(file: File): Promise<ReadPalette> {
  const pixels = await pixelsOf(file).catch(() => {
    throw new PaletteError('broken_palette', 'This picture cannot be opened.');
  });
  return readSwatch(pixels);
}

const withName = (read: ReadPalette, fileName: string): ReadPalette => ({
  ...read,
  palette: { name: fileName.replace(/\.\w{1,8}$/, ''), ...read.palette },
});

function faultOf(error: unknown): Given {
  if (error instanceof PaletteError) return { fault: error.message };
  throw error;
}
