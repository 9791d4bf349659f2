import { mostPixels } from '../pixel/picture.ts';
import { ours, type RecolourTool } from './define-picture-tool.ts';

/** Other colours are worked out (core/pixel/palettes): a model would paint another picture. */
export const recolour: RecolourTool = {
  ...ours,
  kind: 'recolour',
  id: 'upixel/recolour',
  name: 'recolour',
  label: 'Other colours',
  description: 'Gives a picture the colours of a palette, or fewer of its own.',
  tags: [],
  maxInputPx: mostPixels,
};
