import { findModel } from './catalogue.ts';

/** Whether a model draws on a pixel grid, so that its images are enlarged without smoothing. Takes the id stored in a generation. */
export function isPixelArt(modelId: string): boolean {
  return findModel(modelId)?.tags.includes('pixel art') ?? modelId.startsWith('retro-diffusion/');
}
