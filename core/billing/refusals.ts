import { Failure } from '../failure.ts';
import { PaymentsError } from '../ports/payments.ts';

export const unknownItem = () =>
  new Failure('unknown_item', {
    title: 'That is not for sale',
    happened: 'There is no such pack or plan any more. Nothing was charged.',
    next: ['Look at the prices again: ', { command: 'buy' }, ' has the packs, ', { command: 'plans' }, ' the plans.'],
  });

export const alreadySubscribed = (plan: string, billingUrl: string, isTeam: boolean) =>
  new Failure('already_subscribed', {
    title: `${isTeam ? 'Your team is' : 'You are'} on ${plan}`,
    happened: `${isTeam ? 'A team' : 'An account'} has one plan at a time, and yours is ${plan}. Nothing was charged.`,
    next: `Change or cancel it at ${billingUrl}; what is left of it is set off.`,
  });

export const tooManyCheckouts = (most: number) =>
  new Failure('too_many_checkouts', {
    title: 'That is enough for now',
    happened: `You began ${most} payments within an hour. Nothing was charged for this one.`,
    next: 'Finish one of the pages that are open, or try again in an hour.',
  });

export const nothingBought = () =>
  new Failure('no_billing_yet', {
    title: 'There is nothing to manage yet',
    happened: 'You have not bought anything, so there is no card, no invoice and no plan.',
    next: ['Look at ', { command: 'buy' }, ' for packs of credits, or ', { command: 'plans' }, '.'],
  });

const notNow = (happened: string) =>
  new Failure('payments_unavailable', {
    title: 'Paying does not work at the moment',
    happened: `${happened} Nothing was charged.`,
    next: 'Please try again in a few minutes. Credits that you have work as always.',
  });

/** Our list differs from what Stripe would charge: better to sell nothing. The operator finds it in the log. */
export const pricesDiffer = () => notNow('The price at our payment provider is not the one shown here.');

/** What a person sees if Stripe failed; other errors are returned as they are. */
export function paymentsFailure(error: unknown): unknown {
  if (!(error instanceof PaymentsError)) return error;
  return notNow('Our payment provider cannot be reached.');
}
