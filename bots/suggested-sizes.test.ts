import { expect, test } from 'vitest';
import { findCommand } from './commands/index.ts';
import type { Asker } from './define-command.ts';

/** What is offered for a size, by what is filled in so far. */
async function sizes(name: string, given: Record<string, unknown>, typed = '') {
  const asker = { given } as unknown as Asker;
  return (await findCommand(name)?.suggest?.size?.(typed, asker)) ?? [];
}
const values = async (name: string, given: Record<string, unknown>, typed?: string) =>
  (await sizes(name, given, typed)).map(({ value }) => value);

test('a model that draws squares alone is offered no other shape', async () => {
  expect(await values('imagine', { model: 'rd-animation' })).toEqual(['square', '48x48']);
  expect(await values('imagine', { model: 'rd-animation', preset: 'small_sprites' })).toEqual(['square', '32x32']);
});

test('an animation is offered the pixels of its kind, with the total', async () => {
  expect(await sizes('animate', { count: 3 })).toEqual([
    { label: '48 × 48 pixels · 27 credits for 3', value: '48x48' },
  ]);
  expect(await values('animate', { kind: 'small_sprites' })).toEqual(['32x32']);
  expect(await values('animate', { kind: 'vfx' })).toEqual(['32x32', '48x48', '64x64', '96x96']);
  expect(await values('animate', { kind: 'vfx' }, '70x70')).toEqual(['70x70']);
  expect(await values('animate', { kind: 'walking_and_idle' }, '70x70')).toEqual(['48x48']);
});

test('tiles are offered the sides of what is filled in, with the total', async () => {
  expect(await sizes('tiles', { count: 2 }, '64')).toEqual([
    { label: '64 × 64 pixels a tile · 26 credits for 2', value: '64' },
  ]);
  expect(await values('tiles', {})).toEqual(['16', '24', '32', '48', '64']);
  expect(await values('tiles', { around: 'lush grass' })).toEqual(['16', '24', '32']);
  expect(await values('tiles', { kind: 'tileset' })).toEqual(['16', '24', '32']);
  expect(await values('tiles', { kind: 'tile', around: 'lush grass' })).toContain('64');
  expect(await values('tiles', { reference: 'last' })).toContain('128');
});
