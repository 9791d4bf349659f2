import type { Price } from '../objects/stored.ts';

/**
 * The end of the period that starts at `startS`, counted from the anchor, so that a subscription of 31 January renews on
 * 28 February and again on 31 March.
 */
export function periodEnd(anchorS: number, startS: number, recurring: NonNullable<Price['recurring']>): number {
  for (let count = 1; ; count++) {
    const end = step(anchorS, recurring, count);
    if (end > startS) return end;
  }
}

function step(anchorS: number, { interval, interval_count: each }: NonNullable<Price['recurring']>, count: number) {
  switch (interval) {
    case 'day':
      return anchorS + count * each * 86_400;
    case 'week':
      return anchorS + count * each * 7 * 86_400;
    case 'month':
      return addMonths(anchorS, count * each);
    case 'year':
      return addMonths(anchorS, 12 * count * each);
    default:
      throw new Error(`The sandbox does not know the interval ${interval}.`);
  }
}

function addMonths(anchorS: number, months: number): number {
  const anchor = new Date(anchorS * 1000);
  const target = new Date(anchor);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return Math.floor(target.getTime() / 1000);
}
