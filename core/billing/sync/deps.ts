import type { Deps } from '../../deps.ts';

/** What is needed to record Stripe's state, and to notify people of it. */
export type SyncDeps = Pick<Deps, 'db' | 'payments' | 'queues' | 'log' | 'metrics'>;
