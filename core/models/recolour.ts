import { mostPixels } from '../pixel/picture.ts';
import type { RecolourTool } from './define-picture-tool.ts';

/** Other colours are worked out (core/pixel/palettes): a model would paint another picture. */
export const recolour: RecolourTool = {
  kind: 'recolour',
  id: 'upixel/recolour',
  name: 'recolour',
  label: 'Other colours',
  description: 'Gives a picture the colours of a palette, or fewer of its own.',
  tags: [],
  providerCents: 0,
  priceCredits: 0,
  typicalSeconds: 1,
  maxImagesPerPrediction: 1,
  hasSeed: false,
  referenceMaxSidePx: 16_384,
  deadlineMs: 60_000,
  maxInputPx: mostPixels,
};
