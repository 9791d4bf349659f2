import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { collectInvoice } from '../money/collect-invoice.ts';
import { subscriptionOf } from '../money/dunning.ts';
import { cardOf } from '../money/test-cards.ts';
import { day, money } from '../money/words.ts';
import { createPaymentMethod } from '../objects/payment-method.ts';
import type { Invoice } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { cardChoice } from './card-choice.ts';
import { errorBox, html } from './html.ts';
import { pdfOf } from './pdf.ts';

/** GET /invoice/:id: the page of `hosted_invoice_url`. An open invoice can be paid there. */
export function invoicePage(world: World, { params }: Request): Answer {
  return show(finalized(world, params.id));
}

/** POST of that page: pays with this card, which becomes the subscription's. */
export function payInvoiceForm(world: World, request: Request): Answer {
  const invoice = finalized(world, request.params.id);
  const fields = (request.body ?? {}) as Record<string, string>;
  const card = cardOf(fields.card);
  if (invoice?.status !== 'open') return show(invoice);
  if (!card) return show(invoice, 'Choose a test card.');
  const method = createPaymentMethod(world, card, invoice.customer, invoice.customer_email);
  const outcome = collectInvoice(world, invoice, method.id);
  if (outcome.status === 'failed') return show(invoice, outcome.message);
  const subscription = subscriptionOf(world, invoice);
  if (subscription && !subscription.ended_at) subscription.default_payment_method = method.id;
  return show(invoice);
}

/** GET /invoice/:id/pdf */
export function invoicePdf(world: World, { params }: Request): Answer {
  const invoice = finalized(world, params.id);
  if (!invoice) return show(invoice);
  const lines = [
    `Invoice ${invoice.number}`,
    `${day(invoice.created)}, for ${invoice.customer_email ?? invoice.customer_name ?? 'the customer'}`,
    '',
    ...invoice.lines.data.map(
      ({ description, amount, currency }) => `${(description ?? '').replace('×', 'x')}   ${money(amount, currency)}`,
    ),
    '',
    ...totals(invoice).map(([label, amount]) => `${label}: ${amount}`),
    '',
    'This is the sandbox, not Stripe. No money moved.',
  ];
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="Invoice-${invoice.number}.pdf"`,
  };
  return { headers, body: pdfOf(lines) };
}

/** GET /receipt/:id: the page of a charge's `receipt_url`. */
export function receiptPage({ objects }: World, { params }: Request): Answer {
  const charge = objects.charges.get(params.id ?? '');
  if (!charge) return html('Something went wrong', '<p>There is no such receipt.</p>', 404);
  const refunded =
    charge.amount_refunded > 0 ? `<p>Refunded: ${escapeHtml(money(charge.amount_refunded, charge.currency))}</p>` : '';
  return html(
    `Receipt for ${money(charge.amount, charge.currency)}`,
    `<p>${escapeHtml(charge.description ?? 'Payment')}, ${escapeHtml(day(charge.created))}</p>${refunded}`,
  );
}

/** A draft has no page yet. */
function finalized({ objects }: World, id: string | undefined): Invoice | undefined {
  const invoice = objects.invoices.get(id ?? '');
  return invoice?.number ? invoice : undefined;
}

function show(invoice: Invoice | undefined, message?: string): Answer {
  if (!invoice) return html('Something went wrong', '<p>There is no such invoice.</p>', 404);
  const rows = invoice.lines.data.map(
    ({ description, amount, currency, period }) =>
      `<tr><td>${escapeHtml(description ?? '')}<br><small>${escapeHtml(day(period.start))} – ${escapeHtml(day(period.end))}</small></td><td>${escapeHtml(money(amount, currency))}</td></tr>`,
  );
  const sums = totals(invoice).map(
    ([label, amount]) => `<tr><th scope="row">${label}</th><th>${escapeHtml(amount)}</th></tr>`,
  );
  const pay =
    invoice.status === 'open'
      ? `<form method="post">${cardChoice('Test card', 'works')}<button class="main">Pay ${escapeHtml(money(invoice.amount_remaining, invoice.currency))}</button></form>`
      : '';
  return html(
    `Invoice ${invoice.number}`,
    `${errorBox(message)}<p class="soft">${escapeHtml(invoice.customer_email ?? '')} · ${escapeHtml(day(invoice.created))} · <strong>${invoice.status}</strong></p>
    <table><tbody>${rows.join('')}</tbody><tfoot>${sums.join('')}</tfoot></table>
    <p><a href="/invoice/${invoice.id}/pdf">Download invoice</a></p>${pay}`,
  );
}

function totals(invoice: Invoice): Array<[string, string]> {
  const { currency, total, amount_due: due, amount_paid: paid } = invoice;
  return [
    ['Total', money(total, currency)],
    ...(due === total ? [] : [['Due after your balance', money(due, currency)] as [string, string]]),
    ['Paid', money(paid, currency)],
  ];
}
