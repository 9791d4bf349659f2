/** https://github.com/aseprite/aseprite/blob/main/docs/ase-file-specs.md */
export const magics = { file: 0xa5e0, frame: 0xf1fa } as const;

export const chunkTypes = {
  oldPalette: 0x0004,
  layer: 0x2004,
  cel: 0x2005,
  tags: 0x2018,
  palette: 0x2019,
  userData: 0x2020,
} as const;

export const layerFlags = { isVisible: 1, isEditable: 2, isBackground: 8 } as const;

export const cels = { raw: 0, linked: 1, compressed: 2 } as const;
