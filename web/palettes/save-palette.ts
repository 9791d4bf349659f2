import { pixelOf } from '#core/pixel/colour/channels.ts';
import { type PaletteFormat, paletteFormats } from '#core/pixel/palettes/formats.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { swatchOf } from '#core/pixel/palettes/swatch.ts';
import { writePalette } from '#core/pixel/palettes/write-palette.ts';
import { saveFile } from '../client/request-file.ts';
import { draw } from './pixels-of.ts';

/** Hands a palette to the browser’s downloads. */
export async function savePalette(palette: Palette, format: PaletteFormat): Promise<void> {
  const { extension, type } = paletteFormats[format];
  const bytes =
    format === 'png' ? await pngOf(palette) : new Blob([new Uint8Array(writePalette(palette, format))], { type });
  const name = (palette.name ?? '').replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'palette';
  saveFile({ blob: bytes, name: `${name}.${extension}` });
}

async function pngOf(palette: Palette): Promise<Blob> {
  const { indices, colours, clear, width, height } = swatchOf(palette);
  const canvas = document.createElement('canvas');
  draw(canvas, {
    width,
    height,
    data: Uint32Array.from(indices, (index) => (index === clear ? 0 : pixelOf(colours[index] ?? 0))),
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser writes no PNG.'))), 'image/png');
  });
}
