import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import * as shape from './shapes.ts';

const time = z.iso.datetime();

/** What a page asks now and then while it is open, and whenever it could not reach us. */
const standing = z
  .object({
    /** Which build of the pages is served; a page of another one is old. Null: none is. */
    release: z.string().nullable(),
    /** Whether requests are worked on. `unknown`: it could not be found out. */
    making: z.enum(['running', 'stopped', 'unknown']),
    /** If it is stopped: since when at the latest; null: nothing was worked on yet. */
    stoppedSince: time.nullable(),
  })
  .meta({ id: 'Standing' });

export const homeEndpoints = {
  getHome: {
    method: 'GET',
    path: '/api/home',
    summary: 'Balance, what is running now, and the latest images',
    tag: 'Account',
    answer: z.object({
      balance: z.int(),
      onHold: z.int(),
      plan: z.string(),
      lots: z.array(shape.lot),
      running: z.array(shape.runningGeneration),
      /** A few of the last day that were not dismissed, newest first. */
      shortfalls: z.array(shape.shortfall),
      latest: z.array(shape.assetSummary),
    }),
  },
  dismissShortfalls: {
    method: 'POST',
    path: '/api/home/shortfalls/dismiss',
    summary: 'Shows a request that came short, and all before it, on Home no more',
    tag: 'Account',
    /** The newest of those shown: one that came since is shown. */
    body: z.object({ id: z.uuid() }),
  },
  getStanding: {
    method: 'GET',
    path: '/api/standing',
    summary: 'Which release is served, and whether requests are worked on',
    tag: 'Account',
    open: true,
    answer: standing,
  },
} as const satisfies Record<string, Endpoint>;
