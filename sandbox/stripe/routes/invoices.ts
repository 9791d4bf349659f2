import { invalid, Refusal } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { collectInvoice } from '../money/collect-invoice.ts';
import { subscriptionOf } from '../money/dunning.ts';
import { methodOf } from '../money/subscription-lines.ts';
import { need } from '../objects/need.ts';

const list = p.fields({
  customer: p.text.optional(),
  subscription: p.text.optional(),
  status: p.oneOf(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
  created: p.moment.optional(),
  ...p.paging,
});
const payments = p.fields({
  invoice: p.text.optional(),
  payment: p.fields({ type: p.oneOf(['payment_intent']), payment_intent: p.text.optional() }).optional(),
  status: p.oneOf(['canceled', 'open', 'paid']).optional(),
  ...p.paging,
});

export const invoiceRoutes: Record<string, Route> = {
  'GET /v1/invoices': route(list, ({ objects }, params) =>
    page(
      [...objects.invoices.values()].filter((invoice) => {
        const subscription = invoice.parent?.subscription_details?.subscription;
        return (
          (params.customer ?? invoice.customer) === invoice.customer &&
          (params.subscription ?? subscription) === subscription &&
          (params.status ?? invoice.status) === invoice.status &&
          p.isWithin(invoice.created, params.created)
        );
      }),
      params,
      '/v1/invoices',
      'invoice',
    ),
  ),
  'GET /v1/invoices/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.invoices, 'invoice', id)),
  'GET /v1/invoices/:id/lines': route(p.fields(p.paging), ({ objects }, params, { id }) => {
    const invoice = need(objects.invoices, 'invoice', id);
    return page([...invoice.lines.data].reverse(), params, `/v1/invoices/${invoice.id}/lines`, 'line_item');
  }),
  'POST /v1/invoices/:id/pay': route(p.fields({ payment_method: p.text.optional() }), (world, params, { id }) => {
    const invoice = need(world.objects.invoices, 'invoice', id);
    if (invoice.status === 'paid') throw invalid('Invoice is already paid');
    if (invoice.status !== 'open') throw invalid('Invoice is not open, so it cannot be paid');
    if (params.payment_method)
      need(world.objects.paymentMethods, 'PaymentMethod', params.payment_method, 'payment_method');
    const subscription = subscriptionOf(world, invoice);
    const method = params.payment_method ?? (subscription ? methodOf(world, subscription) : null);
    const outcome = collectInvoice(world, invoice, method);
    if (outcome.status === 'failed')
      throw new Refusal(402, { type: 'card_error', code: 'card_declined', message: outcome.message });
    return invoice;
  }),

  'GET /v1/invoice_payments': route(payments, ({ objects }, params) =>
    page(
      [...objects.invoicePayments.values()].filter(
        ({ invoice, payment, status }) =>
          (params.invoice ?? invoice) === invoice &&
          (params.payment?.payment_intent ?? payment.payment_intent) === payment.payment_intent &&
          (params.status ?? status) === status,
      ),
      params,
      '/v1/invoice_payments',
      'invoice_payment',
    ),
  ),
  'GET /v1/invoice_payments/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.invoicePayments, 'invoice_payment', id),
  ),
};
