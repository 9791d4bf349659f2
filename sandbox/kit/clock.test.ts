import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Clock, createClock } from './clock.ts';

const dayMs = 24 * 3600_000;
let clock: Clock;
let done: string[];
beforeEach(() => {
  vi.useFakeTimers();
  clock = createClock();
  done = [];
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

it('waits longer than Node’s timers can', () => {
  clock.after(60 * dayMs, () => done.push('after two months'));
  vi.advanceTimersByTime(60 * dayMs - 1);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['after two months']);
});

it('is on time too when it was moved in between', () => {
  clock.after(60 * dayMs, () => done.push('after two months'));
  clock.advance(20 * dayMs);
  vi.advanceTimersByTime(39 * dayMs);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(dayMs);
  expect(done).toEqual(['after two months']);
});

it('moved, does what became due, earliest first, and leaves the rest', () => {
  clock.after(2_000, () => done.push('second'));
  clock.after(1_000, () => done.push('first'));
  clock.after(90 * dayMs, () => done.push('much later'));
  clock.advance(3_000);
  expect(done).toEqual(['first', 'second']);
});

it('does nothing of what was called off, not even by what comes before it', () => {
  const callOff = clock.after(40 * dayMs, () => done.push('called off'));
  const callOffNext = clock.after(50 * dayMs, () => done.push('called off by the one before'));
  clock.after(45 * dayMs, callOffNext);
  callOff();
  clock.advance(46 * dayMs);
  vi.advanceTimersByTime(60 * dayMs);
  expect(done).toEqual([]);
  clock.after(1, () => done.push('stopped'));
  clock.stop();
  vi.advanceTimersByTime(dayMs);
  expect(done).toEqual([]);
});
