import { type EnlargeTool, ours } from './define-picture-tool.ts';

/** Pixel art is enlarged by nearest neighbour alone, by our own loop: a model would paint over its grid. */
export const enlarge: EnlargeTool = {
  ...ours,
  kind: 'enlarge',
  id: 'upixel/enlarge',
  name: 'enlarge',
  label: 'Pixel by pixel',
  description: 'Makes pixel art larger by a whole factor; each pixel becomes a square.',
  tags: ['pixel art'],
  factors: [4, 3, 2],
  // 64 MB in memory.
  maxSidePx: 4096,
};
