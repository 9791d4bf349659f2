import type Stripe from 'stripe';
import { isGone, PaymentsError } from '#core/ports/payments.ts';

/** It ended, or is gone: the result is as wanted. Stripe refuses with invalid_request to change what is over. */
export async function unlessOver(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof PaymentsError) || (error.code !== 'not_found' && error.code !== 'refused')) throw error;
  });
}

/** It is gone at Stripe: the result is as wanted. */
export async function unlessGone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

/** An empty field is removed. */
export async function blankCustomer(stripe: Stripe, id: string): Promise<void> {
  const customer = await stripe.customers.retrieve(id);
  if (customer.deleted) return;
  const metadata = Object.fromEntries(Object.keys(customer.metadata).map((key) => [key, '']));
  await stripe.customers.update(id, {
    ...{ email: '', name: '', phone: '', description: '', address: '' },
    metadata,
  });
}
