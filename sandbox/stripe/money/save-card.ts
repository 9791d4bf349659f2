import { change } from '../objects/need.ts';
import { createPaymentMethod } from '../objects/payment-method.ts';
import type { Customer } from '../objects/stored.ts';
import type { World } from '../world.ts';
import type { TestCard } from './test-cards.ts';

/** The card that pays from now on, for the customer and all their subscriptions. Open invoices stay open until their next attempt. */
export function saveCard(world: World, customer: Customer, card: TestCard) {
  const method = createPaymentMethod(world, card, customer.id, customer.email);
  const settings = { ...customer.invoice_settings, default_payment_method: method.id };
  const previous = change(customer, { invoice_settings: settings });
  world.emit('customer.updated', customer, previous);
  for (const subscription of world.objects.subscriptions.values()) {
    if (subscription.customer !== customer.id || subscription.ended_at) continue;
    const before = change(subscription, { default_payment_method: method.id });
    world.emit('customer.subscription.updated', subscription, before);
  }
}
