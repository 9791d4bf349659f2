import type { Price } from '../objects/stored.ts';

/** `$9.00`, `€9.00`, `¥900`. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** `$9.00 / month`. */
export function pricePerPeriod({ unit_amount: amount, currency, recurring }: Price): string {
  const price = money(amount ?? 0, currency);
  if (!recurring) return price;
  const { interval, interval_count: count } = recurring;
  return `${price} / ${count === 1 ? interval : `${count} ${interval}s`}`;
}

export const day = (atS: number) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    atS * 1000,
  );
