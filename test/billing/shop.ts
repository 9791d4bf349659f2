import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { beginCheckout, type Purchase } from '#core/billing/begin-checkout.ts';
import { readBilling } from '#core/billing/read-billing.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { findLedger } from '#core/credits/ledger.ts';
import { ledgerWords } from '#core/credits/ledger-words.ts';
import { isHandled } from '#core/ports/payments.ts';
import { buildUser, type TestUser } from '../builders/user.ts';
import { createTestDatabase } from '../database.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';

type CardId = Parameters<World['stripe']['people']['pay']>[1];
export const dayMs = 24 * 3600_000;

export interface Shop extends World {
  /** An account with a linked identity, and the things its owner does. */
  customer(): Promise<Customer>;
  /** Everything that Stripe reported, or could have reported, is stored. */
  settled(): Promise<void>;
  /** Moves Stripe's clock, a week at a time, so that no event expires before it is read. */
  travel(ms: number): Promise<void>;
}

/** The product with its stand-ins; nobody chats unless the test says so. */
export async function openShop(options: WorldOptions = {}): Promise<Shop> {
  const world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'worker'],
    logLevel: 'fatal',
    ...options,
  });
  const told = () => [...world.stripe.objects.events.values()].filter(({ type }) => isHandled(type)).length;
  async function settled() {
    // Handling one may have caused another.
    for (let before = -1; before !== told(); ) {
      await world.stripe.delivered();
      before = told();
      await vi.waitFor(
        async () => {
          const handled = await world.deps.db.stripeEvent.count({ where: { handledAt: { not: null } } });
          const open = await world.deps.db.stripeEvent.count({ where: { handledAt: null } });
          expect(open).toBe(0);
          expect(handled).toBeGreaterThanOrEqual(before);
        },
        { timeout: 30_000, interval: 40 },
      );
      await world.stripe.delivered();
    }
  }
  return {
    ...world,
    settled,
    async travel(ms) {
      for (let left = ms; left > 0; left -= 7 * dayMs) {
        world.stripe.clock.advance(Math.min(left, 7 * dayMs));
        await settled();
      }
    },
    customer: async () => customerOf(world, await buildUser(world.deps)),
    async close() {
      expect(await findFaultyWallets(world.deps)).toEqual([]);
      await world.close();
    },
  };
}

export type Customer = ReturnType<typeof customerOf>;

function customerOf({ deps, stripe, mail }: World, account: TestUser) {
  const { walletId, userId, email } = account;
  const begin = (kind: Purchase['kind'], item: string, over: Partial<Purchase> = {}) =>
    beginCheckout(deps, { walletId, userId, kind, item, ...over });
  const sessionOf = async (checkoutId: string) =>
    (await deps.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } })).sessionId ?? '';
  const pay = async (checkoutId: string, card?: CardId) => stripe.people.pay(await sessionOf(checkoutId), card);
  return {
    ...account,
    begin,
    pay,
    sessionOf,
    /** Begins a checkout and pays it. Returns its id. */
    async buy(kind: Purchase['kind'], item: string, card?: CardId) {
      const { checkoutId } = await begin(kind, item);
      await pay(checkoutId, card);
      return checkoutId;
    },
    checkout: (id: string) => deps.db.checkout.findUniqueOrThrow({ where: { id }, include: { target: true } }),
    balance: async () => (await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance,
    billing: () => readBilling(deps, { walletId, userId }),
    words: async () =>
      (await findLedger(deps, walletId, { filter: { since: null, before: null }, limit: 100 })).map((line) =>
        ledgerWords(line),
      ),
    /** Stripe's id of the current subscription. */
    subscription: async () =>
      (await deps.db.subscription.findFirstOrThrow({ where: { walletId, endedAt: null } })).stripeId,
    /** What Stripe charged, newest first. */
    async charges() {
      const ours = await deps.db.customer.findMany({ where: { walletId } }); // none before anything was bought
      return [...stripe.objects.charges.values()]
        .filter(({ customer }) => ours.some(({ id }) => id === customer))
        .reverse();
    },
    /** Subjects of the mails received so far, once there are `count`. */
    async mails(count: number) {
      const subjects = () => mail.messages.filter(({ to }) => to.includes(email)).map(({ subject }) => subject);
      await vi.waitFor(() => expect(subjects().length).toBeGreaterThanOrEqual(count), { timeout: 30_000 });
      return subjects();
    },
    mail: (subject: string) =>
      mail.until((message) => message.to.includes(email) && message.subject === subject, 30_000),
    /** Spends credits, as if on stored images. */
    async spend(amount: number) {
      await deps.db.$queryRaw`
        SELECT take_from_lot(l.id, ${amount}::int, 'hold', ${`spent:${randomUUID()}`}) FROM lots l
        WHERE l.wallet_id = ${walletId}::uuid AND l.balance >= ${amount}::int ORDER BY l.expires_at NULLS LAST LIMIT 1`;
    },
  };
}
