import type { InvoiceLine as ReadLine } from '../ports/payments.ts';

/** A line with what its price sells. */
export type InvoiceLine = Omit<ReadLine, 'sold'> & { sold: { item: string; credits: number } | undefined };

/**
 * The credits of a subscription's invoice, by one rule: the sum over its lines of the plan's monthly credits × the line's time ÷ a
 * whole period, with the line's sign. So an upgrade brings the difference for the rest of the month; a change to a smaller plan
 * comes out negative, and later months bring that much less. A line that costs nothing brings nothing: otherwise an operator's free
 * trial would bring a month at each change of plans within it.
 */
export function invoiceCredits(lines: readonly InvoiceLine[], anchor: Date): number {
  const credits = lines.reduce((sum, { amount, quantity, start, end, sold }) => {
    const share = (end.getTime() - start.getTime()) / periodMs(end, anchor);
    return sum + Math.sign(amount) * (sold?.credits ?? 0) * quantity * Math.min(share, 1);
  }, 0);
  return Math.round(credits);
}

/** The invoice's main line: of the charged ones, the one that ends last. */
export function mainLine(lines: readonly InvoiceLine[]): InvoiceLine | undefined {
  const ours = lines.filter(({ sold }) => sold);
  const charged = ours.filter(({ amount }) => amount >= 0);
  return (charged.length > 0 ? charged : ours).reduce<InvoiceLine | undefined>(
    (longest, line) => (longest && longest.end >= line.end ? longest : line),
    undefined,
  );
}

/** The length of the monthly period that ends then. */
function periodMs(end: Date, anchor: Date): number {
  const months = (end.getUTCFullYear() - anchor.getUTCFullYear()) * 12 + end.getUTCMonth() - anchor.getUTCMonth();
  // The 31st becomes the 30th, and then the 31st again: only the anchor tells.
  const isAnchored = Math.abs(addMonths(anchor, months).getTime() - end.getTime()) < 1000;
  const start = isAnchored ? addMonths(anchor, months - 1) : addMonths(end, -1);
  return end.getTime() - start.getTime();
}

/** Counts as Stripe does: the same day, or the month's last. */
function addMonths(date: Date, months: number): Date {
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target;
}
