import { expect, test } from 'vitest';
import { type InvoiceLine, invoiceCredits, mainLine } from './invoice-credits.ts';

const anchor = new Date('2026-01-31T10:00:00Z');
const line = (credits: number, amount: number, start: string, end: string, quantity = 1): InvoiceLine => ({
  amount,
  quantity,
  start: new Date(start),
  end: new Date(end),
  sold: { item: credits > 2000 ? 'studio' : 'pro', credits },
});

test('a month is a month, however long, also where it began on the 31st', () => {
  const months = [
    ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z'],
    ['2026-03-31T10:00:00Z', '2026-04-30T10:00:00Z'],
  ] as const;
  for (const [start, end] of months) expect(invoiceCredits([line(1000, 900, start, end)], anchor)).toBe(1000);
});

test('an upgrade halfway brings half the difference; the other way around it is owed', () => {
  const [half, end] = ['2026-02-14T10:00:00Z', '2026-02-28T10:00:00Z'];
  const up = [line(1000, -450, half, end), line(3300, 1450, half, end)];
  expect(invoiceCredits(up, anchor)).toBe(1150);
  expect(mainLine(up)?.sold?.item).toBe('studio');
  const down = [line(3300, -1450, half, end), line(1000, 450, half, end)];
  expect(invoiceCredits(down, anchor)).toBe(-1150);
  // The next invoice brings that much less.
  const next = [...down, line(1000, 900, end, '2026-03-31T10:00:00Z')];
  expect(invoiceCredits(next, anchor)).toBe(-150);
  expect(mainLine(next)?.end).toEqual(new Date('2026-03-31T10:00:00Z'));
});

test('an anchor that was moved, a quantity, and lines that are not ours', () => {
  const moved = line(1000, 900, '2026-05-10T00:00:00Z', '2026-06-10T00:00:00Z');
  expect(invoiceCredits([moved], anchor)).toBe(1000);
  expect(invoiceCredits([{ ...moved, quantity: 3 }], anchor)).toBe(3000);
  expect(invoiceCredits([{ ...moved, sold: undefined }], anchor)).toBe(0);
  expect(mainLine([{ ...moved, sold: undefined }])).toBeUndefined();
  expect(mainLine([{ ...moved, amount: -900 }])?.amount).toBe(-900);
});

test('what costs nothing brings nothing: a trial, and each change of plans in it', () => {
  const [half, end] = ['2026-02-14T10:00:00Z', '2026-02-28T10:00:00Z'];
  expect(invoiceCredits([line(1000, 0, '2026-01-31T10:00:00Z', end)], anchor)).toBe(0);
  expect(invoiceCredits([line(1000, 0, half, end), line(3300, 0, half, end)], anchor)).toBe(0);
});
