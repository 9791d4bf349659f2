import { isStepKind, type StepKind } from './steps.ts';

/** Whom a step of each kind tells. */
const told: Record<StepKind, string> = {
  listed: 'our list of erasures',
  key: 'our key store',
  file: 'our file store',
  prediction: 'Replicate',
  upload: 'Replicate',
  checkout: 'Stripe',
  plan: 'Stripe',
  team_plan: 'Stripe',
  customer_fields: 'Stripe',
  team_customer: 'Stripe',
  customer: 'Stripe',
  message: 'a chat',
  lost_message: 'a chat',
  home: 'a chat',
};

/** Who could not be told yet, each once. */
export const whoWaits = (steps: ReadonlyArray<{ kind: string }>): string[] => [
  ...new Set(steps.flatMap(({ kind }) => (isStepKind(kind) ? [told[kind]] : []))),
];
