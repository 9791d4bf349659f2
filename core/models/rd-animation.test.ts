import { expect, it } from 'vitest';
import { checkTakes, nearestSize, usualSizeOf } from '../generations/model-takes.ts';
import { animationKinds, layoutOfKind } from './animation-kinds.ts';
import { shapesOf } from './define-model.ts';
import { contractOf } from './pixel-wish.ts';
import { rdAnimation } from './rd-animation.ts';
import { pixelInputsOf } from './run-pixels.ts';

const square = (side: number) => ({ width: side, height: side });

it('each kind draws its own sizes, and asks for the sheet', () => {
  const inputOf = (preset: string, size: 'square' | `${number}x${number}` = 'square') =>
    rdAnimation.buildInput({ prompt: 'a fox', size, count: 1, pixel: pixelInputsOf({ preset }) });
  const sides = animationKinds.map((kind) => inputOf(kind).width);
  expect(sides).toEqual([48, 48, 32, 48]);
  expect(inputOf('vfx', '96x96')).toEqual({
    ...{ prompt: 'a fox', style: 'vfx', width: 96, height: 96, return_spritesheet: true },
  });
  expect(() => inputOf('small_sprites', '48x48')).toThrow(RangeError);
  expect(contractOf(rdAnimation, { size: 'square', wish: { preset: 'small_sprites' } })).toMatchObject(square(32));
});

it('what it does not draw is refused with the nearest that it does', () => {
  const nearest = (size: 'wide' | `${number}x${number}`, preset?: string) => nearestSize(rdAnimation, size, preset);
  expect([nearest('64x64'), nearest('64x64', 'small_sprites'), nearest('200x100', 'vfx'), nearest('wide')]).toEqual([
    ...['48x48', '32x32', '96x96', 'square'],
  ]);
  expect(nearest('64x64', 'vfx')).toBeUndefined();
  const asked = { prompt: 'a fox', pictures: 0, size: '64x32', pixel: { preset: 'vfx' } } as const;
  expect(() => checkTakes(rdAnimation, asked)).toThrow(
    'It draws squares of 24 to 96 pixels a side with the preset vfx.',
  );
  expect(() => checkTakes(rdAnimation, { ...asked, size: 'tall', pixel: undefined })).toThrow(
    'It draws 48 × 48 with the preset four angle walking.',
  );
  expect([shapesOf(rdAnimation), usualSizeOf(rdAnimation, 'wide', undefined)]).toEqual([['square'], 'square']);
});

it('a sheet says which of its frames are what', () => {
  const tagsOf = (kind: string, side: number, columns: number, rows: number) => {
    const layout = layoutOfKind(kind, square(side), { width: columns * side, height: rows * side });
    return layout && [layout.frames.length, ...layout.tags.map(({ name, from, to }) => `${name} ${from}-${to}`)];
  };
  expect(tagsOf('four_angle_walking', 48, 4, 4)).toEqual([
    ...[16, 'walk-down 0-3', 'walk-right 4-7', 'walk-up 8-11', 'walk-left 12-15'],
  ]);
  expect(tagsOf('walking_and_idle', 48, 4, 4)?.slice(0, 3)).toEqual([16, 'walk-down 0-2', 'idle-down 3-3']);
  expect(tagsOf('small_sprites', 32, 5, 4)?.at(-1)).toBe('poses-left 15-19');
  expect(tagsOf('vfx', 64, 8, 1)).toEqual([8]);
  // Of a grid that nobody described, nobody knows what its rows are.
  expect(tagsOf('four_angle_walking', 48, 4, 8)).toEqual([32]);
  expect(layoutOfKind('vfx', square(48), { width: 200, height: 48 })).toBeUndefined();
  expect(layoutOfKind('vfx', square(48), square(48))).toBeUndefined();
});
