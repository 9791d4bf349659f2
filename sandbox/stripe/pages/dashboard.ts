import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { Refusal } from '../api/errors.ts';
import { closeDispute, openDispute } from '../money/disputes.ts';
import { cancelRefund, failRefund, refundCharge } from '../money/refund-charge.ts';
import { day, money } from '../money/words.ts';
import { need } from '../objects/need.ts';
import type { Charge, CheckoutSession, Dispute } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { errorBox, html, redirect } from './html.ts';

/** As many as fit on a page that is read by hand. */
const shown = 30;

/** GET /: the seller's side of the sandbox: open payments, and past ones, which can be refunded or disputed. */
export function dashboardPage(world: World): Answer {
  return show(world);
}

/** POST /charges/:id: what a seller's dashboard, or a customer's bank, does to a payment. */
export function chargeForm(world: World, request: Request): Answer {
  try {
    act(
      world,
      need(world.objects.charges, 'charge', request.params.id),
      (request.body ?? {}) as Record<string, string>,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return show(world, error.message);
  }
  return redirect('/');
}

function act(world: World, charge: Charge, { action }: Record<string, string>) {
  const refund = (amount: number | undefined) =>
    refundCharge(world, charge, { amount, reason: 'requested_by_customer', metadata: {} });
  const dispute = openDisputeOf(world, charge);
  if (action === 'refund') refund(undefined);
  if (action === 'refund-half') refund(Math.ceil((charge.amount - charge.amount_refunded) / 2));
  if (action === 'refund-fails') failRefund(world, charge);
  if (action === 'refund-canceled') cancelRefund(world, charge);
  if (action === 'dispute') openDispute(world, charge);
  if (dispute && (action === 'won' || action === 'lost')) closeDispute(world, dispute, action);
}

const openDisputeOf = ({ objects }: World, { id }: Charge): Dispute | undefined =>
  [...objects.disputes.values()].find(({ charge, status }) => charge === id && status === 'needs_response');

function show(world: World, message?: string): Answer {
  const { sessions, charges, invoices } = world.objects;
  const open = [...sessions.values()].filter(({ status }) => status === 'open');
  const paid = [...charges.values()].filter(({ status }) => status === 'succeeded');
  const numbered = [...invoices.values()].filter(({ number }) => number !== null);
  const newest = <T>(all: T[], row: (each: T) => string) => all.slice(-shown).reverse().map(row).join('');
  return html(
    'Sandbox of the seller',
    `${errorBox(message)}
    <h2>Waiting to be paid</h2>${newest(open, (session) => sessionRow(world, session)) || '<p>No checkout is open.</p>'}
    <h2>Payments</h2>${newest(paid, (charge) => chargeRow(world, charge)) || '<p>Nothing was paid yet.</p>'}
    <h2>Invoices</h2><ul>${newest(
      numbered,
      ({ id, number, total, currency, status, customer_email: email }) =>
        `<li><a href="/invoice/${id}">${number}</a>, ${escapeHtml(money(total, currency))}, ${status}, ${escapeHtml(email ?? '')}</li>`,
    )}</ul>`,
  );
}

function sessionRow({ objects }: World, { id, amount_total: amount, currency, customer }: CheckoutSession): string {
  const email = objects.customers.get(customer ?? '')?.email ?? 'somebody';
  return `<p><a href="/pay/${id}">${escapeHtml(money(amount ?? 0, currency ?? 'usd'))}</a> by ${escapeHtml(email)}</p>`;
}

const takenBack = [['refund-fails', 'Refund fails'] as const, ['refund-canceled', 'Call refund off'] as const];

function chargeRow(world: World, charge: Charge): string {
  const { id, amount, amount_refunded: refunded, currency, created, customer, disputed } = charge;
  const email = world.objects.customers.get(customer ?? '')?.email ?? '';
  const state = refunded > 0 ? `, ${money(refunded, currency)} refunded` : disputed ? ', disputed' : '';
  const actions = openDisputeOf(world, charge)
    ? [['won', 'Seller wins'] as const, ['lost', 'Seller loses'] as const]
    : disputed || refunded === amount
      ? refunded > 0
        ? takenBack
        : []
      : [
          ['refund', 'Refund'] as const,
          ['refund-half', 'Refund half'] as const,
          ['dispute', 'Dispute'] as const,
          ...(refunded > 0 ? takenBack : []),
        ];
  const label = `${money(amount, currency)} by ${email} on ${day(created)}`;
  const buttons = actions.map(
    ([action, words]) =>
      `<button name="action" value="${action}" aria-label="${escapeHtml(`${words}: ${label}`)}">${words}</button>`,
  );
  return `<form method="post" action="/charges/${id}"><p>${escapeHtml(label + state)}<br>${buttons.join('')}</p></form>`;
}
