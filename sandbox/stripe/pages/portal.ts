import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { productName } from '../money/subscription-lines.ts';
import { cardOf } from '../money/test-cards.ts';
import { day, money, pricePerPeriod } from '../money/words.ts';
import { portalSessionS } from '../objects/portal-session.ts';
import type { Customer, PortalConfiguration, PortalSession, Price, Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { cardChoice } from './card-choice.ts';
import { errorBox, html } from './html.ts';

export interface OpenPortal {
  session: PortalSession;
  customer: Customer;
  features: PortalConfiguration['features'];
}

/** The session in the link, while it is valid. */
export function openPortal({ objects, agenda }: World, { params }: Request): OpenPortal | undefined {
  const session = objects.portalSessions.get(params.id ?? '');
  const customer = objects.customers.get(session?.customer ?? '');
  const configuration = objects.portalConfigurations.get(session?.configuration ?? '');
  if (!session || !customer || !configuration || agenda.nowS() - session.created > portalSessionS) return undefined;
  return { session, customer, features: configuration.features };
}

/** GET /portal/:id */
export function portalPage(world: World, request: Request): Answer {
  const portal = openPortal(world, request);
  if (!portal) return portalOver();
  return showPortal(world, portal);
}

export function portalOver(): Answer {
  return html('This link has expired', '<p>Go back to where you came from and open it again.</p>', 410);
}

export function showPortal(world: World, portal: OpenPortal, message?: string): Answer {
  const { session, customer } = portal;
  const subscriptions = [...world.objects.subscriptions.values()].filter(
    (each) => each.customer === customer.id && !each.ended_at,
  );
  const back = session.return_url
    ? `<p><a href="${escapeHtml(session.return_url)}">Return to where you came from</a></p>`
    : '';
  return html(
    'Your billing',
    `${errorBox(message)}<p class="soft">${escapeHtml(customer.email ?? customer.name ?? customer.id)}</p>${back}
    <h2>Plan</h2>${subscriptions.map((each) => plan(world, portal, each)).join('') || '<p>You have no plan.</p>'}
    ${portal.features.payment_method_update.enabled ? card(world, portal, subscriptions[0]) : ''}
    ${portal.features.invoice_history.enabled ? invoices(world, customer) : ''}`,
  );
}

function plan(world: World, { session, features }: OpenPortal, subscription: Subscription): string {
  const [item] = subscription.items.data;
  if (!item) return '';
  const until = day(item.current_period_end);
  const next = subscription.cancel_at
    ? `Ends on ${day(subscription.cancel_at)}.`
    : subscription.status === 'active'
      ? `Renews on ${until}.`
      : `Status: ${subscription.status.replace('_', ' ')}.`;
  const button = (action: string, words: string) => `<button name="action" value="${action}">${words}</button>`;
  const actions = [
    features.subscription_cancel.enabled && !subscription.cancel_at ? button('cancel', 'Cancel plan') : '',
    subscription.cancel_at ? button('resume', 'Don’t cancel plan') : '',
  ].join('');
  return `<p><strong>${escapeHtml(productName(world, item.price))}</strong>, ${escapeHtml(pricePerPeriod(item.price))}. ${escapeHtml(next)}</p>
  <form method="post" action="/portal/${session.id}"><input type="hidden" name="subscription" value="${subscription.id}">${actions}
  ${features.subscription_update.enabled && !subscription.cancel_at ? switches(world, features, item.price) : ''}</form>`;
}

function switches(world: World, features: OpenPortal['features'], current: Price): string {
  const choices = switchable(world, features, current)
    .filter(({ id }) => id !== current.id)
    .map(
      (price) =>
        `<label><input type="radio" name="price" value="${price.id}"> ${escapeHtml(productName(world, price))}, ${escapeHtml(pricePerPeriod(price))}</label>`,
    );
  if (choices.length === 0) return '';
  return `<fieldset><legend>Other plans</legend>${choices.join('')}<button name="action" value="switch">Switch plan</button></fieldset>`;
}

/** The configuration's prices, or all active recurring ones. */
export function switchable({ objects }: World, features: OpenPortal['features'], current: Price): Price[] {
  const allowed = features.subscription_update.products?.flatMap(({ prices }) => prices);
  return [...objects.prices.values()].filter(
    (price) =>
      price.active &&
      price.recurring &&
      price.currency === current.currency &&
      objects.products.get(price.product)?.active &&
      (allowed?.includes(price.id) ?? true),
  );
}

function card({ objects }: World, { session, customer }: OpenPortal, subscription: Subscription | undefined): string {
  const id = subscription?.default_payment_method ?? customer.invoice_settings.default_payment_method;
  const current = cardOf(objects.cards.get(id ?? ''));
  return `<h2>Payment method</h2><p>${current ? escapeHtml(current.label) : 'None is on file.'}</p>
  <form method="post" action="/portal/${session.id}">${cardChoice('Pay with', current?.id ?? 'works', true)}
  <button name="action" value="card">Use this from now on</button></form>`;
}

function invoices({ objects }: World, customer: Customer): string {
  const rows = [...objects.invoices.values()]
    .filter((invoice) => invoice.customer === customer.id && invoice.number)
    .reverse()
    .map(
      ({ id, created, total, currency, status }) =>
        `<tr><td><a href="/invoice/${id}">${escapeHtml(day(created))}</a></td><td>${status}</td><td>${escapeHtml(money(total, currency))}</td></tr>`,
    );
  return `<h2>Invoices</h2>${rows.length > 0 ? `<table><tbody>${rows.join('')}</tbody></table>` : '<p>None yet.</p>'}`;
}
