import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal } from '#core/billing/open-portal.ts';
import { plans } from '#core/billing/plans.ts';
import { reconcile } from '#core/billing/reconcile.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { inProof } from '../../proof.ts';
import { type Customer, dayMs, openShop, type Shop } from '../shop.ts';

/** `npm run proof` runs more, and `UPIXEL_WEBHOOK_RUNS=1000 UPIXEL_PROPERTY_SEED=…` any number. */
const numRuns = Number(process.env.UPIXEL_WEBHOOK_RUNS ?? (inProof ? 200 : 6));
const seed = process.env.UPIXEL_PROPERTY_SEED;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const nth = fc.nat(20);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buy' as const), pack: fc.constantFrom('500', '2000') }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('subscribe' as const), plan: fc.constantFrom('pro', 'studio') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('switch' as const), plan: fc.constantFrom('pro', 'studio') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('press' as const), action: fc.constantFrom('cancel', 'resume') }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('charge' as const),
      action: fc.constantFrom('refund-half', 'refund', 'dispute', 'won', 'lost'),
      nth,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 6 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What happens to the next webhooks, each in turn. The later ones arrive after everything else here. */
const webhookFault = fc.option(
  fc.constantFrom(
    { type: 'late' as const, ms: 60_000 },
    { type: 'late' as const, ms: 3_600_000 },
    { type: 'twice' as const },
    { type: 'never' as const },
    { type: 'drop' as const },
    { type: 'badSignature' as const },
    { type: 'oldSignature' as const },
  ),
  { nil: null },
);
/** Stripe also fails while we read an event's object: often enough that the job gives up, and the reconciler takes over. */
const failures = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
);
const rounds = fc.array(fc.record({ step, faults: fc.array(webhookFault, { maxLength: 6 }), failures }), {
  minLength: 3,
  maxLength: 12,
});

test(
  'whatever becomes of the webhooks, at the end our books say what Stripe’s do',
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (wanted) => {
        const ada = await shop.customer();
        for (const { step: what, faults, failures: times } of wanted) {
          // A webhook without a fault uses up its turn, too.
          for (const fault of faults) shop.stripe.faults.add({ on: 'WEBHOOK', do: fault ?? { type: 'late', ms: 0 } });
          if (times > 0) shop.stripe.faults.add({ on: /^GET \/v1\//, do: { type: 'answer', status: 500 }, times });
          await happen(ada, what).catch(expectRefusal);
          await shop.stripe.delivered();
          shop.stripe.faults.clear();
        }
        await comeToRest();
        await expectAgreement(ada);
      }),
      { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    );
  },
  60_000 + numRuns * 15_000,
);

/** Late webhooks arrive; lost ones are found. */
async function comeToRest() {
  shop.stripe.clock.advance(3_700_000);
  // Handling late events may cause more: a second plan is refunded, which causes events, too.
  for (let times = 0; times < 2; times++) {
    await shop.stripe.delivered();
    await reconcile(shop.deps);
    await shop.settled();
  }
}

async function happen(ada: Customer, step: Step): Promise<void> {
  const running = await shop.deps.db.subscription.findFirst({ where: { walletId: ada.walletId, endedAt: null } });
  switch (step.do) {
    case 'buy':
      await ada.buy('pack', step.pack);
      return;
    case 'subscribe':
      // Refused if the first plan is known; if its webhook was lost, two are paid.
      await ada.buy('plan', step.plan);
      return;
    case 'switch':
      if (!running) return;
      await submit(await openPortal(shop.deps, ada), {
        subscription: running.stripeId,
        action: 'switch',
        price: priceOf(step.plan),
      });
      return;
    case 'press':
      if (running)
        await submit(await openPortal(shop.deps, ada), { subscription: running.stripeId, action: step.action });
      return;
    case 'charge': {
      const charges = await ada.charges();
      const charge = charges[step.nth % Math.max(charges.length, 1)];
      // The page refuses what is impossible, such as a refund of a disputed payment.
      if (charge) await submit(`${shop.stripe.url}/charges/${charge.id}`, { action: step.action });
      return;
    }
    case 'wait':
      shop.stripe.clock.advance(step.days * dayMs);
      return;
  }
}

function expectRefusal(error: { code?: string }): undefined {
  if (!['already_subscribed', 'payments_unavailable'].includes(error.code ?? '')) throw error;
}

const priceOf = (plan: string) =>
  [...shop.stripe.objects.prices.values()].find(({ lookup_key: key }) => key === `upixel_${plan}_monthly`)?.id ?? '';

/** Each charge is one payment of the same amount; each payment is one lot; the plan is the one at Stripe. */
async function expectAgreement(ada: Customer) {
  const { db } = shop.deps;
  const all = await db.payment.findMany({
    where: { walletId: ada.walletId },
    include: { lot: { include: { entries: true } } },
  });
  // An invoice covered by earlier payments takes no money, and so has no charge.
  const [payments, covered] = [all.filter(({ amount }) => amount > 0), all.filter(({ amount }) => amount === 0)];
  for (const { paymentIntentId, invoiceId } of covered)
    expect([paymentIntentId, shop.stripe.objects.invoices.get(invoiceId ?? '')?.amount_paid]).toEqual([null, 0]);
  const ours = payments.map(({ paymentIntentId, amount, amountRefunded }) => [paymentIntentId, amount, amountRefunded]);
  const theirs = (await ada.charges())
    .filter(({ status }) => status === 'succeeded')
    .map(({ payment_intent: intent, amount, amount_refunded: refunded }) => [intent, amount, refunded]);
  expect(ours.sort()).toEqual(theirs.sort());

  for (const { kind, item, credits, amount, amountRefunded, status, lot, paymentIntentId } of payments) {
    const disputes = [...shop.stripe.objects.disputes.values()].filter(
      ({ payment_intent: intent }) => intent === paymentIntentId,
    );
    const isLost = disputes.some((dispute) => dispute.status === 'lost');
    const isOpen = disputes.some((dispute) => dispute.status === 'needs_response');
    expect(status.startsWith('dispute')).toBe(isLost || isOpen);
    if (kind === 'pack') expect(credits).toBe(Number(item));
    expect(lot === null).toBe(credits === 0);
    if (!lot) continue;
    expect(lot.frozenAt !== null).toBe(isOpen);
    expect(lot.entries.filter(({ kind: entry }) => entry === 'grant').map((entry) => entry.amount)).toEqual([credits]);
    // None of it was spent, so the balance is what was not refunded.
    expect(lot.balance).toBe(isLost ? 0 : credits - Math.ceil((credits * amountRefunded) / amount));
  }

  const live = [...shop.stripe.objects.subscriptions.values()].filter(
    ({ metadata, ended_at: ended }) => metadata.walletId === ada.walletId && ended === null,
  );
  expect(live.length).toBeLessThanOrEqual(1);
  const { subscription } = await ada.billing();
  expect(subscription === null).toBe(live.length === 0);
  const [one] = live;
  if (one && subscription) {
    expect(subscription.cancelAtPeriodEnd).toBe(one.cancel_at_period_end);
    expect(one.items.data[0]?.price.lookup_key).toBe(`upixel_${subscription.plan}_monthly`);
    expect(plans[subscription.plan].monthlyCredits).toBeGreaterThan(0);
  }
  expect(await findFaultyWallets(shop.deps)).toEqual([]);
}
