import type { Money } from './plans.ts';

/** "$5.00", "€9.00", "¥900". */
export function moneyWords({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** "24 November", in UTC; with the year where it is not this one. */
export function dayWords(date: Date, now = new Date()): string {
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', day: 'numeric', ...year, timeZone: 'UTC' }).format(date);
}
