import type Stripe from 'stripe';
import type { Agenda } from './agenda.ts';
import type { Objects } from './state.ts';

/** What every part of the stand-in works with. */
export interface World {
  objects: Objects;
  agenda: Agenda;
  /** The stand-in's own address, for the pages it hands out. */
  url(): string;
  /** Records an event about the object as it is now, and sends it to whoever listens. */
  emit(type: Stripe.Event.Type, object: object, previous?: Record<string, unknown>): void;
  /** The API request that is being answered; none while the agenda or a page works. */
  request: { id: string; idempotencyKey: string | null } | undefined;
  rules: Rules;
}

/** What an account chooses in Stripe's dashboard. */
export interface Rules {
  /** What becomes of a subscription whose renewal failed for good. */
  afterLastRetry: 'cancel' | 'unpaid';
  /** When a failed renewal is tried again, counted from the first failure. */
  retryAfterDays: readonly number[];
}

export const usualRules: Rules = { afterLastRetry: 'cancel', retryAfterDays: [1, 3, 7] };
export const dayMs = 24 * 3600_000;
