import { findImageModel } from '../../models/catalogue.ts';
import { isPixelArt } from '../../models/pixel-art.ts';
import type { ToolName } from '../../models/tools.ts';
import { modelName } from './model-name.ts';

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
  { tool, model, originModel }: { tool: ToolName | null; model: string; originModel: string | null },
  made?: Sides,
): string | null {
  const drawing = originModel === null ? '' : ` of ${modelName(originModel)}`;
  const to = made ? ` · ${made.width} × ${made.height}` : '';
  switch (tool) {
    case null:
    // Its title says so.
    case 'describe':
      return null;
    case 'upscale':
      return originModel !== null && isPixelArt(originModel)
        ? `Upscaled from a picture${drawing}, pixel by pixel${to}`
        : `Upscaled from a picture${drawing}${to}`;
    case 'cut-out':
      return `Cut out of a picture${drawing}${to}`;
    case 'edit':
      return 'Edited from a picture';
    case 'vary':
      return findImageModel(model)?.acceptsImage
        ? 'Varied, starting from the picture'
        : `Varied by other seeds: ${modelName(model)} starts from words alone`;
  }
}
