import { findImageModel } from '../../models/catalogue.ts';
import { isPixelArt } from '../../models/pixel-art.ts';
import type { ToolName } from '../../models/tools.ts';
import { modelName } from './model-name.ts';

/** What a button makes, or made, of a picture; null for what was asked for in words. */
export function originWords({
  tool,
  model,
  originModel,
}: {
  tool: ToolName | null;
  model: string;
  originModel: string | null;
}): string | null {
  const drawing = originModel === null ? '' : ` of ${modelName(originModel)}`;
  switch (tool) {
    case null:
    // Its title says so.
    case 'describe':
      return null;
    case 'upscale':
      return originModel !== null && isPixelArt(originModel)
        ? `Upscaled from a picture${drawing}, pixel by pixel`
        : `Upscaled from a picture${drawing}`;
    case 'cut-out':
      return `Cut out of a picture${drawing}`;
    case 'edit':
      return 'Edited from a picture';
    case 'vary':
      return findImageModel(model)?.acceptsImage
        ? 'Varied, starting from the picture'
        : `Varied by other seeds: ${modelName(model)} starts from words alone`;
  }
}
