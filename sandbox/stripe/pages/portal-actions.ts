import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { Refusal } from '../api/errors.ts';
import { changeItems } from '../money/change-subscription.ts';
import { endSubscription } from '../money/end-subscription.ts';
import { saveCard } from '../money/save-card.ts';
import { scheduleEnd } from '../money/schedule-end.ts';
import { cardOf } from '../money/test-cards.ts';
import { need } from '../objects/need.ts';
import type { Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { redirect } from './html.ts';
import { type OpenPortal, openPortal, portalOver, showPortal, switchable } from './portal.ts';

/** POST /portal/:id: card, cancel, resume, switch. */
export function portalForm(world: World, request: Request): Answer {
  const portal = openPortal(world, request);
  if (!portal) return portalOver();
  try {
    act(world, portal, (request.body ?? {}) as Record<string, string>);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return showPortal(world, portal, error.message);
  }
  return redirect(`/portal/${portal.session.id}`);
}

function act(world: World, portal: OpenPortal, fields: Record<string, string>) {
  const { features, customer } = portal;
  if (fields.action === 'card' && features.payment_method_update.enabled) {
    const card = cardOf(fields.card);
    if (card?.savable) saveCard(world, customer, card);
    return;
  }
  const subscription = need(world.objects.subscriptions, 'subscription', fields.subscription);
  if (subscription.customer !== customer.id || subscription.ended_at) return;
  if (fields.action === 'cancel' && features.subscription_cancel.enabled) return cancel(world, portal, subscription);
  const before: Subscription = JSON.parse(JSON.stringify(subscription));
  if (fields.action === 'resume') {
    scheduleEnd(world, subscription, undefined);
    const { cancel_at, cancel_at_period_end, canceled_at, cancellation_details } = before;
    const previous = { cancel_at, cancel_at_period_end, canceled_at, cancellation_details };
    world.emit('customer.subscription.updated', subscription, previous);
  }
  const [item] = subscription.items.data;
  if (fields.action === 'switch' && features.subscription_update.enabled && item) {
    const price = switchable(world, features, item.price).find(({ id }) => id === fields.price);
    if (!price || price.id === item.price.id) return;
    changeItems(world, subscription, [{ item, price, quantity: item.quantity ?? 1 }], {
      behavior: behaviorOf(features),
      atS: world.agenda.nowS(),
      mustBePaid: true,
    });
    const { items, latest_invoice } = before;
    world.emit('customer.subscription.updated', subscription, { items, latest_invoice });
  }
}

function cancel(world: World, { features }: OpenPortal, subscription: Subscription) {
  if (features.subscription_cancel.mode === 'immediately')
    return endSubscription(world, subscription, 'cancellation_requested');
  const { cancel_at, cancel_at_period_end, canceled_at } = subscription;
  scheduleEnd(world, subscription, 'period');
  world.emit('customer.subscription.updated', subscription, { cancel_at, cancel_at_period_end, canceled_at });
}

function behaviorOf({ subscription_update: update }: OpenPortal['features']) {
  const { proration_behavior: behavior } = update;
  return behavior === 'always_invoice' || behavior === 'none' ? behavior : 'create_prorations';
}
