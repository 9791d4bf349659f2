/** Every form in which a palette leaves: the ending of its file, and whether it keeps the colours' names and which index is clear. */
export const paletteFormats = {
  gpl: {
    label: 'GIMP, Krita, Inkscape, Aseprite',
    extension: 'gpl',
    type: 'text/plain',
    keepsNames: true,
    keepsClear: false,
  },
  hex: { label: 'Hex lines, as on Lospec', extension: 'hex', type: 'text/plain', keepsNames: false, keepsClear: false },
  jasc: { label: 'Paint Shop Pro (JASC)', extension: 'pal', type: 'text/plain', keepsNames: false, keepsClear: false },
  riff: {
    label: 'Microsoft RIFF',
    extension: 'pal',
    type: 'application/octet-stream',
    keepsNames: false,
    keepsClear: false,
  },
  act: {
    label: 'Photoshop colour table',
    extension: 'act',
    type: 'application/octet-stream',
    keepsNames: false,
    keepsClear: true,
  },
  aco: {
    label: 'Photoshop swatches',
    extension: 'aco',
    type: 'application/octet-stream',
    keepsNames: true,
    keepsClear: false,
  },
  ase: {
    label: 'Adobe Swatch Exchange',
    extension: 'ase',
    type: 'application/octet-stream',
    keepsNames: true,
    keepsClear: false,
  },
  png: { label: 'PNG, a pixel a colour', extension: 'png', type: 'image/png', keepsNames: false, keepsClear: true },
} as const satisfies Record<string, PaletteFormatFacts>;

interface PaletteFormatFacts {
  label: string;
  extension: string;
  type: string;
  keepsNames: boolean;
  keepsClear: boolean;
}

export type PaletteFormat = keyof typeof paletteFormats;
