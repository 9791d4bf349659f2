import type { CheckBeforePosting } from '#core/ports/check-before-posting.ts';

/** What a model's output must pass before it is stored and posted, in this order. Each says by itself for which models and places it is asked for. */
export const checks: readonly CheckBeforePosting[] = [];
