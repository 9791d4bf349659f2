import { expect, test } from 'vitest';
import { imagineFaults } from './imagine-form.ts';
import type { pixelOptions } from './pixel-options.ts';

const said = {
  colours: 4,
  palette: 'pico-8',
  background: 'none',
  preset: 'retro',
  seamless: 'x',
  literal: 'yes',
} satisfies Record<keyof typeof pixelOptions, unknown>;

test.each(Object.entries(said))('a form says at %s itself that its model draws no pixel art', (name, value) => {
  const values = { prompt: 'a fox', model: 'flux-schnell', size: 'square' as const, [name]: value };
  expect(imagineFaults(values)).toMatchObject([
    { name, says: expect.stringMatching(/^flux-schnell takes no .+ Choose .*rd-/) },
  ]);
  expect(imagineFaults({ ...values, model: 'rd-plus' })).toEqual([]);
});

test('the model may add words unless somebody wishes otherwise', () => {
  expect(imagineFaults({ prompt: 'a fox', model: 'flux-schnell', literal: 'no' })).toEqual([]);
});
