import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { goodPassword, type WebPerson, webPerson } from '../account-person.ts';
import { createTestDatabase } from '../database.ts';
import { discordPerson } from '../discord-person.ts';
import { linkTo } from '../link-chat.ts';
import { slackPerson } from '../slack-person.ts';
import { startWorld, type World } from '../world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

/** The Stripe session behind the page that a checkout was sent to. */
const sessionOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';

/** The item and the token (who pays) behind a link button in chat. */
function offerOf(url = '') {
  const { pathname, hash } = new URL(url, world.deps.config.publicUrl);
  return { item: pathname.split('/').at(-1) ?? '', token: hash.slice(1) };
}

/** Presses "Link and go on" in a new browser. Returns the address it leads to after linking. */
async function linkIn(web: WebPerson, url = ''): Promise<string> {
  const confirmed = await linkTo(web, new URL(url).hash.slice(1));
  expect(confirmed.status).toBe(200);
  return confirmed.body.goOn;
}

test('Discord: a guest chooses a pack, links, pays, is told where they asked, and has the credits everywhere', async () => {
  const ada = discordPerson(world);
  await ada.run('buy');
  const packs = await ada.sees('the packs', ({ text }) => text.includes('Buy credits'));
  expect(packs.text).toMatch(/500 credits — \$5\.00, \$0\.01 a credit/);
  expect(packs.text).toContain('You are a guest here');
  await ada.press(packs.message, '500 credits · $5.00');
  const first = await ada.sees('what comes first', ({ text }) => text.includes('First your account'));

  const web = webPerson(world);
  await web.register('ada@example.com', goodPassword, 'Ada');
  const offer = offerOf(await linkIn(web, first.buttons[0]?.url));
  expect(offer.item).toBe('pack-500');

  // The link says whom it is for, even in a browser where nobody is signed in.
  const stranger = webPerson(world);
  const shown = await stranger.post('/api/billing/offer', offer);
  expect(shown.body).toMatchObject({
    words: '500 credits',
    price: { amount: 500, currency: 'usd' },
    account: { email: 'ada@example.com', name: 'Ada' },
    place: { platform: 'discord', name: 'Sprite Forge' },
  });
  const begun = await stranger.post('/api/billing/checkout', offer);
  world.stripe.people.pay(sessionOf(begun.body.url));
  const thanks = await ada.sees('the thanks', ({ text }) => text.includes('Paid: 500 credits'));
  expect(thanks.text).toMatch(/It brought 500 credits; you have 5\d\d credits now/);
  expect((await web.get('/api/home')).body.lots).toContainEqual(
    expect.objectContaining({ origin: 'purchase', balance: 500, expiresAt: null }),
  );

  await ada.run('credits');
  const mine = await ada.sees('the credits', ({ text }) => text.includes('The latest changes'));
  expect(mine.text).toContain('500 · Bought credits, for ever');
  expect(mine.text).toMatch(/\+500\W+Bought 500 credits for \$5\.00/);

  // Credits owed after a downgrade are shown wherever plans are.
  expect((await web.get('/api/billing')).body.owed).toBeNull();
  const { wallet } = await world.deps.db.user.findUniqueOrThrow({
    where: { email: 'ada@example.com' },
    include: { wallet: true },
  });
  await world.deps.db.wallet.update({ where: { id: wallet?.id ?? '' }, data: { creditsOwed: 300 } });
  const told = /300 credits of an earlier plan month were paid back.*the next months of a plan bring that much less/;
  expect((await web.get('/api/billing')).body.owed).toMatch(told);
  await ada.run('credits');
  await ada.sees('what is owed', ({ text }) => told.test(text));
});

test('Slack: linked, a plan is chosen and paid, marked as one’s own, and billing leads to Stripe', async () => {
  const grace = slackPerson(world, { user: 1 });
  const web = webPerson(world);
  await web.register('grace@example.com', goodPassword);
  await grace.run('link');
  const link = await grace.sees('the link', ({ text }) => text.includes('Link this identity'));
  expect(await linkIn(web, link.buttons[0]?.url)).toBeNull();

  await grace.run('billing');
  await grace.sees('that there is nothing', ({ text }) => text.includes('There is nothing to manage yet'));
  await grace.run('plans');
  const plans = await grace.sees('the plans', ({ text }) => text.includes('Plans'));
  expect(plans.text).toContain(
    'Free — free: 30 credits each month, 3 requests are made at once, 7 more wait in line · your plan',
  );
  expect(plans.text).toContain('For your account grace@example.com');
  const offer = offerOf(plans.buttons.find(({ label }) => label === 'Pro · $9.00 a month')?.url);
  const begun = await web.post('/api/billing/checkout', offer);
  world.stripe.people.pay(sessionOf(begun.body.url));
  const done = await grace.sees('the thanks', ({ text }) => text.includes('Paid: Pro'));
  expect(done.text).toContain('It brought 1,000 credits');

  await grace.run('plans');
  const after = await grace.sees('the plans again', ({ text }) => text.includes('Yours is renewed on'));
  expect(after.text).toMatch(/Pro — \$9\.00 a month.* · your plan/);
  expect(after.buttons.map(({ label }) => label)).toEqual(['Change or cancel']);
  await grace.run('billing');
  const billing = await grace.sees('billing', ({ text }) => text.includes('On Stripe’s page'));
  const portal = await fetch(billing.buttons[0]?.url ?? '');
  expect(portal.status).toBe(200);
  expect(await portal.text()).toContain('grace@example.com');

  // A second plan is refused before anything is paid.
  const second = await web.post('/api/billing/checkout', { item: 'plan-studio' });
  expect(second.body).toMatchObject({
    type: 'already_subscribed',
    detail: expect.stringContaining('Nothing was charged'),
  });

  await grace.run('unlink');
  const warning = await grace.sees('the question', ({ text }) => text.includes('Unlink this identity?'));
  expect(warning.text).toMatch(/Your plan Pro goes on/);
});

test('nobody pays by a link that is no longer good, and nothing is shown of whose it was', async () => {
  const stranger = webPerson(world);
  const bad = { item: 'pack-500', token: 'x'.repeat(43) };
  for (const path of ['/api/billing/offer', '/api/billing/checkout'])
    expect((await stranger.post(path, bad)).body).toMatchObject({
      type: 'bad_pay_link',
      detail: expect.stringContaining('Nothing was paid'),
    });
  expect((await stranger.post('/api/billing/offer', { item: 'pack-500' })).status).toBe(401);
  const ada = discordPerson(world);
  await ada.run('buy');
  const packs = await ada.sees('the packs', ({ text }) => text.includes('For your account'));
  const offer = offerOf(packs.buttons[0]?.url);
  expect((await stranger.post('/api/billing/offer', { ...offer, item: 'pack-7' })).body).toMatchObject({
    type: 'not_sold',
  });
  await world.deps.db.payRequest.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect((await stranger.post('/api/billing/offer', offer)).body).toMatchObject({ type: 'bad_pay_link' });
});
