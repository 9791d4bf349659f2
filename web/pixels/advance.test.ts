import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanced, isOver, type Playhead } from './advance.ts';

const start: Playhead = { at: 0, sinceMs: 0, rounds: 0 };
const times = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });

test('each frame is shown for exactly its time, in however many pieces time passes', () => {
  fc.assert(
    fc.property(times, fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 200 }), (each, passed) => {
      let now = start;
      let total = 0;
      for (const ms of passed) {
        now = advanced(now, ms, each, 0);
        total += ms;
      }
      const round = each.reduce((sum, ms) => sum + ms, 0);
      let [rest, at] = [total % round, 0];
      while (rest >= (each[at] ?? 0)) {
        rest -= each[at] ?? 0;
        at += 1;
      }
      expect({ at: now.at, sinceMs: now.sinceMs }).toEqual({ at, sinceMs: rest });
      expect(now.rounds).toBe(Math.floor(total / round));
    }),
  );
});

test('what plays a number of times stays on its last frame', () => {
  const each = [100, 50, 200];
  expect(advanced(start, 349, each, 1)).toEqual({ at: 2, sinceMs: 199, rounds: 0 });
  const end = advanced(start, 10_000, each, 1);
  expect(end).toEqual({ at: 2, sinceMs: 200, rounds: 1 });
  expect([isOver(end, 1), isOver(end, 0), isOver(start, 1)]).toEqual([true, false, false]);
  expect(advanced(end, 1_000, each, 1)).toEqual(end);
  expect(advanced(start, 699, each, 2)).toMatchObject({ at: 2, rounds: 1 });
  expect(isOver(advanced(start, 700, each, 2), 2)).toBe(true);
});
