import type Stripe from 'stripe';
import type { Agenda } from './agenda.ts';
import type { Objects } from './state.ts';

/** What all parts of the stand-in share. */
export interface World {
  objects: Objects;
  agenda: Agenda;
  /** The stand-in's own address, for links to its pages. */
  url(): string;
  /** Records an event about the object's current state, and sends it to its subscribers. */
  emit(type: Stripe.Event.Type, object: object, previous?: Record<string, unknown>): void;
  /** The API request that is being answered; undefined while the agenda or a page is at work. */
  request: { id: string; idempotencyKey: string | null } | undefined;
  rules: Rules;
}

/** An account's settings in Stripe's dashboard. */
export interface Rules {
  /** What happens to a subscription whose renewal failed for good. */
  afterLastRetry: 'cancel' | 'unpaid';
  /** When a failed renewal is retried, counted from the first failure. */
  retryAfterDays: readonly number[];
}

export const usualRules: Rules = { afterLastRetry: 'cancel', retryAfterDays: [1, 3, 7] };
export const dayMs = 24 * 3600_000;
