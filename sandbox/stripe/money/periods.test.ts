import { expect, test } from 'vitest';
import { periodEnd } from './periods.ts';

const at = (iso: string) => Date.parse(iso) / 1000;
const recurring = { interval_count: 1, meter: null, trial_period_days: null, usage_type: 'licensed' as const };

test('months are counted from the anchor, so that the last day comes back after February', () => {
  const anchor = at('2028-01-31T10:20:30Z');
  const ends: string[] = [];
  for (let start = anchor; ends.length < 4; ) {
    start = periodEnd(anchor, start, { ...recurring, interval: 'month' });
    ends.push(new Date(start * 1000).toISOString());
  }
  expect(ends).toEqual([
    '2028-02-29T10:20:30.000Z',
    '2028-03-31T10:20:30.000Z',
    '2028-04-30T10:20:30.000Z',
    '2028-05-31T10:20:30.000Z',
  ]);
});

test('a leap day renews on the last of February; weeks and days are plain', () => {
  const leap = at('2028-02-29T00:00:00Z');
  expect(periodEnd(leap, leap, { ...recurring, interval: 'year' })).toBe(at('2029-02-28T00:00:00Z'));
  expect(periodEnd(leap, leap, { ...recurring, interval: 'week', interval_count: 2 })).toBe(at('2028-03-14T00:00:00Z'));
  expect(periodEnd(leap, leap, { ...recurring, interval: 'day' })).toBe(at('2028-03-01T00:00:00Z'));
});
