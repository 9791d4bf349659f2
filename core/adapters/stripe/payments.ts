import type Stripe from 'stripe';
import { handledEvents, isGone, type PaymentEvent, type Payments } from '#core/ports/payments.ts';
import { catalogueChanges } from './catalogue.ts';
import { createCheckout } from './checkout.ts';
import { dateOf, idOf, lazyClient, type StripeSettings } from './client.ts';
import { isRefundedAlready, translated } from './errors.ts';
import { blankCustomer, unlessGone, unlessOver } from './forget-customer.ts';
import { once } from './once.ts';
import { findPortal } from './portal.ts';
import { findPrice, soldOf } from './prices.ts';
import { readCheckout, readDispute, readInvoice, readSubscription } from './read.ts';

/** An older signature may be a replayed one. */
const toleranceS = 5 * 60;

/** Stripe through its own library. POSTs carry keys made of our own ids: if sent again, they are done once. */
export function createStripePayments(settings: StripeSettings): Payments {
  const client = lazyClient(settings);
  const ask = <Result>(work: (stripe: Stripe) => Promise<Result>) => translated(async () => work(await client()));

  return {
    createCustomer: ({ walletId, userId, email, replaces }) =>
      ask(async (stripe) => {
        const made = await once(['customer', walletId, userId, replaces ?? 'first', email], {
          send: (options) => stripe.customers.create({ email, metadata: { walletId, userId } }, options),
          find: async () =>
            (await stripe.customers.list({ email, limit: 100 })).data.find(
              ({ id, metadata }) => metadata.walletId === walletId && metadata.userId === userId && id !== replaces,
            ),
        });
        return made.id;
      }),
    updateCustomer: ({ id, email }) =>
      ask(async (stripe) => {
        const customer = await stripe.customers.retrieve(id);
        if (customer.deleted) return undefined;
        if (customer.email !== email) await stripe.customers.update(id, { email });
        return id;
      }).catch((error) => {
        if (isGone(error)) return undefined;
        throw error;
      }),
    findPrice: (item) =>
      ask(async (stripe) => {
        const price = await findPrice(stripe, item);
        const credits = price && soldOf(price)?.credits;
        if (!price || credits === undefined) return undefined;
        return { id: price.id, amount: price.unit_amount ?? 0, currency: price.currency, credits };
      }),
    createCheckout: (request) => ask((stripe) => createCheckout(stripe, settings, request)),
    createPortal: ({ customerId, returnUrl }) =>
      ask(async (stripe) => {
        const configuration = await findPortal(stripe);
        const session = await stripe.billingPortal.sessions.create({
          customer: customerId,
          return_url: returnUrl,
          ...(configuration ? { configuration: configuration.id } : {}),
        });
        return session.url;
      }),

    async verifyWebhook(rawBody, signature) {
      const stripe = await client();
      try {
        const { id, type } = stripe.webhooks.constructEvent(
          rawBody,
          signature ?? '',
          settings.webhookSecret,
          toleranceS,
        );
        return { id, type };
      } catch {
        return undefined;
      }
    },
    readEvent: (id) => ask(async (stripe) => eventOf(await stripe.events.retrieve(id))),
    listEvents: (since) =>
      ask(async (stripe) => {
        const events: PaymentEvent[] = [];
        const created = since ? { created: { gte: Math.floor(since.getTime() / 1000) } } : {};
        for await (const event of stripe.events.list({ types: [...handledEvents], limit: 100, ...created }))
          events.push(eventOf(event));
        return events.reverse(); // Stripe lists the newest first
      }),

    readCheckout: (sessionId) => ask((stripe) => readCheckout(stripe, sessionId)),
    readInvoice: (id) => ask((stripe) => readInvoice(stripe, id)),
    readSubscription: (id) => ask((stripe) => readSubscription(stripe, id)),
    readCharge: (id) =>
      ask(async (stripe) => {
        const charge = await stripe.charges.retrieve(id);
        return { paymentIntentId: idOf(charge.payment_intent) };
      }),
    readRefund: (id) =>
      ask(async (stripe) => ({ paymentIntentId: idOf((await stripe.refunds.retrieve(id)).payment_intent) })),
    readRefunds: (paymentIntentId) =>
      ask(async (stripe) => {
        const sums = { made: 0, failed: 0 };
        for await (const { amount, status } of stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })) {
          sums.made += amount;
          if (status === 'failed' || status === 'canceled') sums.failed += amount;
        }
        return sums;
      }),
    readDispute: (id) => ask((stripe) => readDispute(stripe, id)),
    findPurchase: (paymentIntentId) =>
      ask(async (stripe) => {
        const [session] = (await stripe.checkout.sessions.list({ payment_intent: paymentIntentId })).data;
        if (session) return { sessionId: session.id };
        const payment = { type: 'payment_intent', payment_intent: paymentIntentId } as const;
        const invoiceId = idOf((await stripe.invoicePayments.list({ payment })).data[0]?.invoice);
        return invoiceId === null ? undefined : { invoiceId };
      }),

    expireCheckout: (sessionId) =>
      unlessOver(ask(async (stripe) => void (await stripe.checkout.sessions.expire(sessionId)))),
    endPlanLater: (id, endsWithPeriod) =>
      unlessOver(
        ask(async (stripe) => void (await stripe.subscriptions.update(id, { cancel_at_period_end: endsWithPeriod }))),
      ),
    blankCustomer: (id) => unlessGone(ask((stripe) => blankCustomer(stripe, id))),
    deleteCustomer: (id) => unlessGone(ask(async (stripe) => void (await stripe.customers.del(id)))),
    cancelSubscription: (id) =>
      ask(async (stripe) => void (await stripe.subscriptions.cancel(id))).catch((error) => {
        if (!isGone(error)) throw error; // Stripe does not find one that has ended
      }),
    refund: ({ paymentIntentId, key, amount, reason }) =>
      ask(async (stripe) => {
        const wish = {
          payment_intent: paymentIntentId,
          metadata: { key },
          ...(amount ? { amount } : {}),
          ...(reason ? { reason } : {}),
        };
        await once(['refund', key], {
          send: (options) => stripe.refunds.create(wish, options),
          find: async () =>
            (await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })).data.find(
              ({ metadata }) => metadata?.key === key,
            ),
        });
      }).catch((error) => {
        if (!isRefundedAlready(error)) throw error;
      }),

    compareCatalogue: (items) =>
      ask(async (stripe) =>
        (await catalogueChanges(stripe, items)).map(({ does, what, why }) => ({ does, what, why })),
      ),
    syncCatalogue: (items) =>
      ask(async (stripe) => {
        const changes = await catalogueChanges(stripe, items);
        for (const change of changes) await change.apply(stripe);
        return changes.map(({ does, what, why }) => ({ does, what, why }));
      }),
  };
}

function eventOf({ id, type, created, data }: Stripe.Event): PaymentEvent {
  const { id: objectId = '' } = data.object as { id?: string };
  return { id, type, objectId, createdAt: dateOf(created) };
}
