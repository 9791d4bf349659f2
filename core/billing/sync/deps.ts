import type { Deps } from '../../deps.ts';

/** What it takes to write down how things are at Stripe, and to tell of it. */
export type SyncDeps = Pick<Deps, 'db' | 'payments' | 'queues' | 'log' | 'metrics'>;
