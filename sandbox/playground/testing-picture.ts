import { drawPicture } from '#sandbox/replicate/pictures/draw-picture.ts';

export const drawn = (prompt: string, seed: number) =>
  drawPicture({ prompt, seed, width: 128, height: 128, format: 'png', quality: 100, ground: 'scene' });
