import type { PixelFound } from '../../generations/pixel-found.ts';
import { findImageModel } from '../../models/catalogue.ts';
import { isPixelArt } from '../../models/pixel-art.ts';
import type { PixelWish } from '../../models/pixel-wish.ts';
import { snap } from '../../models/snap.ts';
import { startsVariations, type ToolName } from '../../models/tools.ts';
import { counted } from '../../words.ts';
import { modelName } from './model-name.ts';
import { foundWords } from './pixel-art.ts';

/** Of a picture, in pixels. */
export interface Sides {
  width: number;
  height: number;
}

/** The pictures that words are drawn with: how many if several, and which of the asker's own if they named one. Null if that says nothing new. */
export function startWords({ pictures, startsFrom }: { pictures: number; startsFrom: string | null }): string | null {
  if (startsFrom === null) return pictures > 1 ? `Starts from ${pictures} pictures` : null;
  const others = pictures > 2 ? ` and ${pictures - 1} other pictures` : pictures > 1 ? ' and another picture' : '';
  return `Starts from upixel-${startsFrom}${others}`;
}

/** What a button makes, or made, of a picture; null for what was asked for in words. @param made the picture that came of it */
export function originWords(
  {
    tool,
    model,
    originModel,
    pixelFound,
    pixel,
    sourceNumber,
  }: {
    tool: ToolName | null;
    model: string;
    originModel: string | null;
    pixelFound?: PixelFound | null | undefined;
    /** The colours that were asked for. */
    pixel?: Pick<PixelWish, 'colours' | 'palette'> | null | undefined;
    /** Among several of its request, from 1. */
    sourceNumber?: number | null | undefined;
  },
  made?: Sides,
): string | null {
  // What we made it of is nobody's drawing that we know.
  const drawnBy = originModel === null || originModel === snap.id ? null : modelName(originModel);
  const picture =
    sourceNumber == null
      ? `a picture${drawnBy === null ? '' : ` of ${drawnBy}`}`
      : `picture ${sourceNumber}${drawnBy === null ? '' : `, drawn by ${drawnBy}`}`;
  const drawing = findImageModel(model);
  const to = made ? ` · ${made.width} × ${made.height}` : '';
  switch (tool) {
    case null:
    // Its title says so.
    case 'describe':
      return null;
    case 'upscale':
      return originModel !== null && isPixelArt(originModel)
        ? `Upscaled from ${picture}, pixel by pixel${to}`
        : `Upscaled from ${picture}${to}`;
    case 'cut-out':
      return `Cut out of ${picture}${to}`;
    case 'recolour':
      return `Other colours for ${picture}${coloursIn(pixel)}${to}`;
    case 'edit':
      return sourceNumber == null ? 'Edited from a picture' : `Edited from picture ${sourceNumber}`;
    case 'pixel-art':
      return foundWords(pixelFound);
    case 'vary':
      return drawing && startsVariations(drawing)
        ? sourceNumber == null
          ? 'Varied, starting from the picture'
          : `Varied, starting from picture ${sourceNumber}`
        : drawing?.frames || drawing?.variesBySeeds
          ? 'Varied by other seeds'
          : `Varied by other seeds: ${modelName(model)} starts from words alone`;
  }
}

function coloursIn(pixel: Pick<PixelWish, 'colours' | 'palette'> | null | undefined): string {
  const { palette, colours } = pixel ?? {};
  if (palette)
    return palette.name === undefined ? `: ${counted(palette.colours.length, 'colour')}` : `: ${palette.name}`;
  return colours === undefined ? '' : `: ${counted(colours, 'colour')} at most`;
}
