import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const tag = 'Privacy';

export const exportShape = z
  .object({
    id: z.uuid(),
    state: z.enum(['waiting', 'ready', 'failed']),
    createdAt: z.iso.datetime(),
    /** Until then it can be fetched. */
    expiresAt: z.iso.datetime().nullable(),
    parts: z.array(z.object({ number: z.int(), byteLength: z.int() })),
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof exportShape>;

const pass = z.string().min(20).max(500);

export const exportEndpoints = {
  requestExport: {
    method: 'POST',
    path: '/api/privacy/exports',
    summary: 'Asks for a copy of everything that is kept about the account',
    tag,
    recent: true,
    answer: z.object({ ticket: z.string(), dueAt: z.iso.datetime(), isNew: z.boolean() }),
  },
  listExports: {
    method: 'GET',
    path: '/api/privacy/exports',
    summary: 'The account’s exports, the newest first',
    tag,
    recent: true,
    answer: z.object({ items: z.array(exportShape) }),
  },
  openExport: {
    method: 'POST',
    path: '/api/privacy/exports/open',
    summary: 'Opens an export by the code that a chat gave; it works once',
    tag,
    open: true,
    body: z.object({ code: z.string().max(40) }),
    answer: z.object({ pass, export: exportShape }),
  },
  seeExport: {
    method: 'POST',
    path: '/api/privacy/exports/see',
    summary: 'How far an export is that was opened by a code',
    tag,
    open: true,
    body: z.object({ pass }),
    answer: z.object({ export: exportShape }),
  },
} as const satisfies Record<string, Endpoint>;
