import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds } from '#test/holds.ts';
import type { Animation } from '../picture.ts';
import { examine } from './examine.ts';
import { findingInWords } from './finding-words.ts';

const [clear, line, coat, skin, other] = [0, 1, 2, 3, 4];
const colours = [0, 0x241c2e, 0xe8743b, 0xf0c8a0, 0xf08c53];

interface Step {
  /** How far its feet are apart, and how far its body is down. */
  apart: number;
  bob: number;
  /** The whole of it up, and across. */
  up?: number;
  across?: number;
  /** Of its height. */
  scale?: number;
  /** Of its body. */
  width?: number;
  coat?: number;
}

/** A figure of rectangles on two legs, in the middle of a frame. */
function drawn(
  side: number,
  { apart, bob, up = 0, across = 0, scale = 1, width = 1, coat: worn = coat }: Step,
): Uint8Array {
  const indices = new Uint8Array(side * side).fill(clear);
  const unit = (side / 12) * scale;
  const foot = side - Math.round(side / 12) - up;
  const middle = Math.floor(side / 2) + across;
  const fill = (left: number, top: number, right: number, bottom: number, index: number) => {
    for (let y = Math.max(0, Math.round(top)); y < Math.min(side, Math.round(bottom)); y += 1)
      for (let x = Math.max(0, Math.round(left)); x < Math.min(side, Math.round(right)); x += 1)
        indices[y * side + x] = index;
  };
  fill(middle - unit - apart, foot - 3 * unit, middle - apart, foot, line);
  fill(middle + apart, foot - 3 * unit, middle + unit + apart, foot, line);
  fill(middle - 1.5 * unit * width, foot - 7 * unit + bob, middle + 1.5 * unit * width, foot - 3 * unit + bob, worn);
  fill(middle - unit, foot - 9.5 * unit + bob, middle + unit, foot - 7 * unit + bob, skin);
  return indices;
}

const sides = ['down', 'right', 'up', 'left'];
const cycle: Step[] = [
  { apart: 0, bob: 0 },
  { apart: 3, bob: 1 },
  { apart: 0, bob: 0 },
  { apart: 2, bob: 1 },
];

/** A walk in four directions, in which one step of the first is another one. */
function walk(side: number, spoilt: Record<number, Partial<Step>> = {}, steps = cycle): Animation {
  const frames = sides.flatMap((_, row) =>
    steps.map((step, column) => ({
      ms: 150,
      indices: drawn(side, { ...step, apart: step.apart + (row % 2), ...spoilt[row * steps.length + column] }),
    })),
  );
  const tags = sides.map((name, row) => ({
    ...{ name: `walk-${name}`, from: row * steps.length, to: (row + 1) * steps.length - 1 },
    ...{ direction: 'forward' as const, repeat: 0 },
  }));
  return { width: side, height: side, colours, clear, frames, tags };
}

const found = (animation: Animation) => examine(animation, 4);

it('a walk on one line, in one size and in the same colours has nothing wrong with it', () => {
  holds(
    fc.property(
      fc.integer({ min: 24, max: 96 }),
      fc.array(fc.record({ apart: fc.nat(1), bob: fc.nat(1) }), { minLength: 2, maxLength: 4 }),
      (side, more) => {
        // Each step differs from its neighbours by its legs.
        const steps = more.flatMap(({ apart, bob }) => [
          { apart, bob },
          { apart: apart + Math.ceil(side / 16), bob: 1 - bob },
        ]);
        expect(examine(walk(side, {}, steps), steps.length)).toEqual([]);
      },
    ),
  );
});

it('feet that leave the ground are seen, and those that step a little nearer are not', () => {
  expect(found(walk(48, { 2: { up: 4 } }))).toEqual([{ kind: 'baseline', frames: [2], most: 4 }]);
  expect(found(walk(48, { 2: { up: -2 } }))).toEqual([]);
  expect(found(walk(32, { 5: { up: 3 } }))).toEqual([{ kind: 'baseline', frames: [5], most: 3 }]);
});

it('a figure that grows or shrinks is seen', () => {
  expect(found(walk(48, { 2: { scale: 0.8 } }))).toEqual([
    { kind: 'size', frames: [2], measure: 'height', least: 30, most: 38 },
  ]);
  expect(found(walk(48, { 6: { width: 1.8 } }))).toMatchObject([{ kind: 'size', frames: [6], measure: 'area' }]);
});

it('a colour that takes another one’s place for a frame is seen; one that is only hidden is not', () => {
  expect(found(walk(48, { 1: { coat: other } }))).toEqual([
    { kind: 'flicker', frames: [1], colours: [colours[other]] },
  ]);
  const winks = walk(48);
  winks.frames[1]?.indices.forEach((index, at, indices) => {
    if (index === skin && at % 3 === 0) indices[at] = line;
  });
  expect(found(winks)).toEqual([]);
});

it('steps that look alike are seen, also from the last to the first', () => {
  expect(found(walk(48, { 2: { apart: 3, bob: 1 } }))).toEqual([{ kind: 'repeat', pairs: [[1, 2]] }]);
  expect(found(walk(48, { 3: { apart: 0, bob: 0 } }))).toEqual([
    {
      kind: 'repeat',
      pairs: [
        [2, 3],
        [3, 0],
      ],
    },
  ]);
});

it('what goes on beyond an edge is seen, and feet on the lower one are not', () => {
  expect(found(walk(48, { 2: { across: 20 } }))).toMatchObject([{ kind: 'cut', frames: [2] }]);
  expect(found(walk(48, Object.fromEntries(Array.from({ length: 16 }, (_, at) => [at, { up: -4 }]))))).toEqual([]);
  // A tail that lies across two cells belongs to both.
  const tail = walk(48);
  for (const [frame, x] of [
    [0, 47],
    [1, 0],
  ] as const)
    for (const y of [30, 31]) (tail.frames[frame]?.indices ?? new Uint8Array())[y * 48 + x] = coat;
  expect(found(tail)).toEqual([{ kind: 'cut', frames: [0, 1] }]);
});

it('of an effect nobody expects that it stands still, but that it is there, and moves', () => {
  const blast = (radius: number) =>
    Uint8Array.from({ length: 32 * 32 }, (_, at) =>
      Math.hypot((at % 32) - 15.5, Math.floor(at / 32) - 15.5) < radius ? coat : clear,
    );
  const effect = (radii: readonly number[]): Animation => ({
    ...{ width: 32, height: 32, colours, clear, tags: [] },
    frames: radii.map((radius) => ({ indices: blast(radius), ms: 100 })),
  });
  expect(examine(effect([3, 6, 9, 12, 14]), 5)).toEqual([]);
  expect(examine(effect([3, 6, 6, 0, 9]), 5)).toEqual([
    { kind: 'repeat', pairs: [[1, 2]] },
    { kind: 'empty', frames: [3] },
  ]);
  expect(examine(effect([3, 22]), 2)).toEqual([{ kind: 'cut', frames: [1] }]);
});

it('on a ground of one colour a figure is seen as well as on none, and a picture that fills its frames has none', () => {
  const { clear: _, ...opaque } = walk(48, { 2: { up: 4 } });
  expect(found(opaque)).toEqual([{ kind: 'baseline', frames: [2], most: 4 }]);
  const noise = Array.from({ length: 2 }, (_, frame) => ({
    ...{ ms: 100, indices: Uint8Array.from({ length: 64 }, (_, at) => (at * 7 + frame) % 5) },
  }));
  expect(examine({ width: 8, height: 8, colours, frames: noise, tags: [] }, 2)).toEqual([]);
});

it('each is told in a sentence, with frames counted from one', () => {
  const said = [
    ...found(walk(48, { 2: { up: 4 }, 6: { coat: other } })),
    ...found(walk(48, { 2: { scale: 0.8 } })),
    ...found(walk(48, { 2: { apart: 3, bob: 1 }, 5: { across: 20 } })),
  ].map(findingInWords);
  expect(said).toEqual([
    'Frame 3 stands up to 4 pixels off the ground line of the other steps.',
    'Colours flicker: frame 7 alone has #f08c53.',
    'Frame 3 is larger or smaller than the other steps: 30 to 38 pixels high.',
    'Frames 2 and 3 look alike: there it seems to stop.',
    'Frame 6 is cut off at the edge.',
  ]);
  expect(findingInWords({ kind: 'empty', frames: [3, 4, 5] })).toBe('Frames 4, 5 and 6 are empty.');
});
