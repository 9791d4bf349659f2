import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ env: { STRIPE_AUTOMATIC_TAX: 'true' } });
});
afterAll(() => shop.close());

test('with STRIPE_AUTOMATIC_TAX Stripe is asked for the tax of packs and plans, and of the months to come', async () => {
  const [ada, grace] = [await shop.customer(), await shop.customer()];
  const pack = await ada.buy('pack', '500');
  const plan = await grace.buy('plan', 'pro');
  await shop.settled();
  for (const [who, checkoutId] of [[ada, pack] as const, [grace, plan] as const])
    expect(shop.stripe.objects.sessions.get(await who.sessionOf(checkoutId))?.automatic_tax).toMatchObject({
      enabled: true,
      status: 'complete',
    });
  expect(shop.stripe.objects.subscriptions.get(await grace.subscription())?.automatic_tax.enabled).toBe(true);
  expect([await ada.balance(), await grace.balance()]).toEqual([500, 1000]);
});
