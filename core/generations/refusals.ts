import { Failure } from '../failure.ts';
import type { ModelEntry } from '../models/define-model.ts';

export const credits = (amount: number) => `${amount.toLocaleString('en-US')} ${amount === 1 ? 'credit' : 'credits'}`;

/** Not a Failure alone: the card for it has its own button. */
export function tooFewCredits(asked: { model: ModelEntry; count: number; balance: number }): Failure {
  const price = asked.model.priceCredits * asked.count;
  const each = asked.count > 1 ? ` (${asked.count} images at ${credits(asked.model.priceCredits)})` : '';
  return new Failure('too_few_credits', {
    title: 'Not enough credits',
    happened: `${asked.model.name} costs ${credits(price)}${each}, and you have ${credits(asked.balance)}. Nothing was made and nothing was taken.`,
    next: 'Choose a cheaper model or fewer images, or get more credits.',
  });
}

export function tooManyOpen(open: number): Failure {
  return new Failure('too_many_open', {
    title: 'You have enough going on',
    happened: `${open} of your requests are still waiting or running. This one was not taken and cost nothing.`,
    next: 'Try again when one is done, or cancel one.',
  });
}
