import { expect, test } from 'vitest';
import { enlarge } from '../models/enlarge.ts';
import { realEsrgan } from '../models/real-esrgan.ts';
import { snap } from '../models/snap.ts';
import { toolDoesNotApply } from './tool-refusals.ts';

test.each([
  [snap, 'Make pixel art takes pictures of at most 16.7 megapixels'],
  [enlarge, 'Upscale takes pictures of at most 16.7 megapixels'],
  [realEsrgan, 'real-esrgan takes pictures of at most 16.7 megapixels'],
])('what we do ourselves refuses a large picture by the name of its button: $name', (toolModel, words) => {
  expect(toolDoesNotApply({ why: 'too_large', maxPx: 4096 ** 2, toolModel }).message).toContain(words);
});
