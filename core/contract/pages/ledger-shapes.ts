import { z } from 'zod';

const time = z.iso.datetime();

export const ledgerKind = z.enum([
  'grant',
  'hold',
  'release',
  'forfeit',
  'refund',
  'expire',
  'dispute',
  'gift',
  'correction',
]);

export const ledgerLine = z
  .object({
    id: z.string(),
    kind: ledgerKind,
    amount: z.int(),
    /** The wallet's balance just after this line. */
    balanceAfter: z.int(),
    /** The line explained: "4 pictures with rd-fast: “a fox knight”". */
    words: z.string(),
    lot: z.object({ id: z.uuid(), label: z.string(), expiresAt: time.nullable() }),
    generationId: z.uuid().nullable(),
    createdAt: time,
  })
  .meta({ id: 'LedgerLine' });
export type LedgerLine = z.infer<typeof ledgerLine>;
