import { frameOf, openAseprite } from '../../formats/aseprite/file.ts';
import { paletteOf as paletteIn } from '../../formats/aseprite/palette.ts';
import { FormatError } from '../../formats/format-error.ts';
import { PaletteError, paletteOf, type ReadPalette } from '../palette.ts';

const indexedDepth = 8;

/** Aseprite's own file, formerly also `.ase` as Adobe's swatches are: https://github.com/aseprite/aseprite/blob/main/docs/ase-file-specs.md */
export const isAseprite = (bytes: Uint8Array): boolean =>
  bytes[4] === 0xe0 && bytes[5] === 0xa5 && bytes[132] === 0xfa && bytes[133] === 0xf1;

/** The palette of its first frame. @throws PaletteError */
export function readAseprite(bytes: Uint8Array): ReadPalette {
  const entries = entriesOf(bytes);
  return paletteOf(entries, {
    notes: ['This is an Aseprite picture, and the palette is the one that it was drawn with.'],
  });
}

function entriesOf(bytes: Uint8Array) {
  try {
    const { depth, clearIndex, rest } = openAseprite(bytes);
    const isClear = (index: number) => depth === indexedDepth && index === clearIndex;
    return paletteIn(frameOf(rest).chunks).map((entry, index) => (isClear(index) ? { ...entry, alpha: 0 } : entry));
  } catch (error) {
    throw error instanceof FormatError ? new PaletteError('broken_palette', error.message) : error;
  }
}
