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

/** Also what a person typed with their card, which stays with a team’s customer for as long as its plan runs. An empty field is removed. */
export async function blankCustomer(stripe: Stripe, id: string): Promise<void> {
  const customer = await stripe.customers.retrieve(id);
  if (customer.deleted) return;
  const metadata = Object.fromEntries(Object.keys(customer.metadata).map((key) => [key, '']));
  await stripe.customers.update(id, { ...blank, description: '', metadata });
  const { data: methods } = await stripe.customers.listPaymentMethods(id, { type: 'card', limit: 100 });
  for (const method of methods) await stripe.paymentMethods.update(method.id, { billing_details: blank });
}

const blank = { email: '', name: '', phone: '', address: '' } as const;
