import { mostPixels } from '../pixel/picture.ts';
import { ours, type SnapTool } from './define-picture-tool.ts';

/** The grid of anybody's picture is found by looking at it (core/pixel/snap): a model would paint another picture. */
export const snap: SnapTool = {
  ...ours,
  kind: 'snap',
  id: 'upixel/snap',
  name: 'snap',
  label: 'Pixel snap',
  description: 'Makes real pixel art of a picture that looks like it: one pixel a cell, in few colours.',
  tags: ['pixel art'],
  // Of what moves all frames together.
  maxInputPx: mostPixels,
  mostFrames: 64,
  usualColours: 32,
};
