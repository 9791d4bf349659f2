import type { Money } from './pages/visitors.ts';

/** "$5.00", "¥500": minor units as people write them. */
export function moneyText({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** minorDigits(format));
}

/** The price of one credit, which may be less than a minor unit: "1¢ a credit" would be a lie for 0.8. */
export function pricePerCredit({ amount, currency }: Money, credits: number): string {
  const digits = minorDigits(new Intl.NumberFormat('en', { style: 'currency', currency }));
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: digits + 2 });
  return format.format(amount / credits / 10 ** digits);
}

const minorDigits = (format: Intl.NumberFormat) => format.resolvedOptions().minimumFractionDigits ?? 2;
