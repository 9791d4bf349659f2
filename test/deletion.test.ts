import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { beginCheckout } from '#core/billing/begin-checkout.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { adminBlockGuest } from '#core/operators/block.ts';
import { bringRequest } from '#core/operators/bring-request.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { claimErasure } from '#core/privacy/erasure/claim.ts';
import { eraseOwn } from '#core/privacy/erasure/erase-own.ts';
import { readLeaving } from '#core/privacy/erasure/read-leaving.ts';
import { runErasure } from '#core/privacy/erasure/run-erasure.ts';
import { runStep } from '#core/privacy/erasure/steps.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { readReceiptKeys } from '#core/privacy/receipts/keys.ts';
import { readReceipt } from '#core/privacy/receipts/receipt.ts';
import { goodPassword, mailTo, tokenIn, webPerson } from './account-person.ts';
import { buildTeam } from './builders/team.ts';
import { buildUser } from './builders/user.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { findTraces } from './traces.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await startWorld(database, { logLevel: 'error' });
});
beforeEach(() => world.deps.db.rateLimiterFlexible.deleteMany());
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const traces = (words: readonly string[]) => findTraces(database.url, world.deps.config.dataDir, words);
const newest = () => world.deps.db.erasure.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
const makeDue = (id: string) =>
  world.deps.db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
const becomes = (id: string, state: string) =>
  expect.poll(async () => (await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).state).toBe(state);
/** A result is seen a moment before it is recorded as delivered. */
const allDelivered = () => expect.poll(() => world.deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);
/** Pays, and waits until we have written down whatever Stripe tells of it. */
async function pay(sessionId: string) {
  world.stripe.people.pay(sessionId);
  await world.stripe.delivered();
  await expect.poll(() => world.deps.db.stripeEvent.count({ where: { handledAt: null } })).toBe(0);
}

test('on the web: what goes is shown, a stale sign-in is not enough, and a stop leaves everything as it was', async () => {
  const web = webPerson(world);
  const email = 'bea@example.com';
  await web.register(email);
  const { id: userId } = (await web.get('/api/session')).body.user;
  const { body: before } = await web.get('/api/deletion');
  expect(before).toMatchObject({ images: 0, identities: 0, boughtCredits: 0, dueAt: null });

  await world.deps.db.session.updateMany({
    where: { userId },
    data: { createdAt: new Date(Date.now() - 11 * 60_000) },
  });
  expect((await web.post('/api/deletion')).body.type).toBe('sign_in_again');
  expect(await world.deps.db.erasure.count({ where: { userId } })).toBe(0);
  await web.signIn(email);
  const begun = await web.post('/api/deletion');
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  expect((await web.get('/api/session')).body.user).toBeNull();

  const mail = await mailTo(world, email, 'Your account will be deleted');
  const token = tokenIn(mail);
  // A program that looks at the link changes nothing.
  for (const method of ['GET', 'HEAD'])
    expect((await fetch(`${world.deps.config.publicUrl}/deletion`, { method })).status).toBe(200);
  expect((await webPerson(world).post('/api/deletion/read', { token })).body).toMatchObject({
    state: 'waiting',
    receipt: null,
  });
  // Asked for again, it is the same one.
  await web.signIn(email);
  expect((await web.post('/api/deletion')).body.ticket).toBe(begun.body.ticket);
  expect(await world.deps.db.erasure.count({ where: { userId } })).toBe(1);
  await web.signIn(email);
  expect((await web.post('/api/projects', { name: 'Late' })).body.type).toBe('deletion_under_way');

  expect((await webPerson(world).post('/api/deletion/stop', { token })).body).toEqual({ plansGoOn: true });
  expect((await webPerson(world).post('/api/deletion/stop', { token })).body.type).toBe('no_deletion');
  expect((await web.get('/api/deletion')).body.dueAt).toBeNull();
  expect((await web.post('/api/projects', { name: 'Early' })).status).toBe(200);
  const { id } = await newest();
  await makeDue(id);
  await runErasure(world.deps, id);
  expect((await web.get('/api/session')).body.user.id).toBe(userId);
  expect((await world.deps.db.privacyRequest.findFirstOrThrow({ where: { userId } })).state).toBe('stopped');
});

test.each(['discord', 'slack'] as const)(
  'a guest in %s deletes everything, and reads the receipt on its page',
  async (chat) => {
    const guest = chat === 'discord' ? discordPerson(world, { user: 1 }) : slackPerson(world, { user: 1 });
    await fund(world, guest.chatUser, 60);
    if (chat === 'discord')
      await (guest as ReturnType<typeof discordPerson>).imagine({ prompt: 'a perspicacious newt' });
    else await (guest as ReturnType<typeof slackPerson>).imagine('a perspicacious newt');
    await guest.sees('the picture', ({ images }) => images.length === 1);
    const words = ['perspicacious', guest.chatUser.userId];
    // Their words and their id lie sealed.
    expect(await traces(words)).toEqual([]);

    await guest.run('privacy');
    const card = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(card.message as never, 'Delete my data…');
    const asked = await guest.sees('what goes', ({ text }) => text.includes('Delete your data?'));
    expect(asked.text).toMatch(/1 image with its words/);
    expect(asked.text).toMatch(/bought are lost/);
    await guest.press(asked.message as never, 'Delete it all');
    const due = await guest.sees('when', ({ text }) => text.includes('It will be deleted on'));
    const token = new URL(due.buttons.find(({ label }) => label === 'Its page')?.url ?? '').hash.slice(1);

    // Nothing new, a stop, and once more.
    await guest.press(due.message as never, 'Stop the deletion');
    await guest.sees('the stop', ({ text }) => text.includes('The deletion is stopped'));
    await guest.run('privacy');
    const again = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(again.message as never, 'Delete my data…');
    const once = await guest.sees('what goes', ({ text }) => text.includes('Delete your data?'));
    await guest.press(once.message as never, 'Delete it all');
    const last = await guest.sees('when', ({ text }) => text.includes('It will be deleted on'));
    expect(token).not.toBe('');
    const pageOf = (buttons: typeof last.buttons) =>
      new URL(buttons.find(({ label }) => label === 'Its page')?.url ?? '').hash.slice(1);
    await vi.waitFor(async () => expect((await newest()).state).toBe('waiting'), { timeout: 30_000 });
    const { id } = await newest();
    await makeDue(id);
    await becomes(id, 'done');
    const lastCard = await guest.sees('when', ({ text }) => text.includes('It will be deleted on'));
    const read = await webPerson(world).post('/api/deletion/read', { token: pageOf(lastCard.buttons) });
    expect(read.body.state).toBe('done');
    const receipt = readReceipt(await readReceiptKeys(world.deps), read.body.receipt);
    expect(receipt).toMatchObject({ kind: 'guest', counts: { images: 1, [`messages_${chat}_done`]: 1 } });
    expect(
      (await webPerson(world).post('/api/receipts/check', { receipt: `${read.body.receipt} ` })).body.receipt.ticket,
    ).toBe(receipt?.ticket);
    expect((await webPerson(world).post('/api/receipts/check', { receipt: 'eyJ.x.y' })).body.receipt).toBeNull();
    expect(await traces(words)).toEqual([]);
    expect((await identify(world.deps, guest.chatUser)).balance).toBe(0);
  },
);

test.each(['discord', 'slack'] as const)(
  'whoever is blocked in %s, and was in an operator’s hands before, still has every right to their data',
  async (chat) => {
    const { deps } = world;
    const { userId } = await buildUser({ db: deps.db });
    const operator = { userId, email: `operator-${chat}@example.com` };
    const guest = chat === 'discord' ? discordPerson(world, { user: 2 }) : slackPerson(world, { user: 2 });
    const { identityId } = await identify(deps, guest.chatUser);
    const setBlocked = (blocked: boolean) =>
      adminBlockGuest(deps, operator, { id: randomUUID(), identityId, blocked, reason: 'they insulted everybody' });
    for (const blocked of [true, false, true]) await setBlocked(blocked);
    const about =
      chat === 'discord'
        ? ({ by: 'discord', chatId: guest.chatUser.userId } as const)
        : ({ by: 'slack', chatId: `${guest.chatUser.teamId}:${guest.chatUser.userId}` } as const);
    const brought = { kind: 'access', origin: 'authority', proof: 'document', receivedOn: '2026-01-31' } as const;
    await bringRequest(deps, operator, { id: randomUUID(), about, ...brought });

    await guest.run('credits');
    await guest.sees('whom to write to', ({ text }) => text.includes(deps.config.privacyContact));
    await guest.run('privacy');
    const card = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(card.message as never, 'Get a copy of my data');
    await guest.sees('the code', ({ text }) => text.includes('type this code'));
    await guest.run('privacy');
    const again = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(again.message as never, 'Delete my data…');
    const asked = await guest.sees('what goes', ({ text }) => text.includes('Delete your data?'));
    // A double press: the page's link is there whichever answer comes last.
    await Promise.all([1, 2].map(() => guest.press(asked.message as never, 'Delete it all')));
    const due = await guest.sees('when', ({ text }) => text.includes('It will be deleted on'));
    const token = new URL(due.buttons.find(({ label }) => label === 'Its page')?.url ?? '').hash.slice(1);
    const { id } = await newest();
    await makeDue(id);
    await becomes(id, 'done');
    const read = await webPerson(world).post('/api/deletion/read', { token });
    expect(read.body.state).toBe('done');
    expect(await deps.db.adminAction.count({ where: { identityId } })).toBe(0);
    // They come back as they went.
    await guest.run('credits');
    await guest.sees('the block', ({ text }) => text.includes('You are blocked here'));
    await adminBlockGuest(deps, operator, {
      ...{ id: randomUUID(), identityId: (await identify(deps, guest.chatUser)).identityId },
      ...{ blocked: false, reason: 'they are friendly again' },
    });
  },
);

test('a message whose place can no longer be read is not told of as gone', async () => {
  const { deps } = world;
  const guest = discordPerson(world, { user: 2 });
  const { identityId } = await identify(deps, guest.chatUser);
  await fund(world, guest.chatUser, 60);
  await guest.imagine({ prompt: 'an unreachable newt' });
  const { message } = await guest.sees('the picture', ({ images }) => images.length === 1);
  await allDelivered();
  for (const { id } of await deps.db.dataKey.findMany({ where: { identityId } })) await deps.keys.destroy([id]);
  const wish = { erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null } as const;
  const { erasureId, pageUrl } = await beginDeletion(deps, wish);
  await makeDue(erasureId);
  await becomes(erasureId, 'done');
  const token = new URL(pageUrl ?? '').hash.slice(1);
  const { receipt } = (await webPerson(world).post('/api/deletion/read', { token })).body;
  const { lines } = (await webPerson(world).post('/api/receipts/check', { receipt })).body.receipt;
  expect(lines.join(' ')).toContain('1 more could not be found');
  expect(guest.messages().some(({ id }) => id === message.id)).toBe(true);
});

test('one chat identity goes at once; its images stay with the account', async () => {
  const web = webPerson(world);
  const email = 'cleo@example.com';
  await web.register(email);
  const { id: userId } = (await web.get('/api/session')).body.user;
  const person = discordPerson(world, { user: 2 });
  await linkChat(web, person);
  await person.imagine({ prompt: 'a gregarious newt' });
  await person.sees('the picture', ({ images }) => images.length === 1);
  await person.run('privacy');
  const card = await person.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
  await person.press(card.message, 'Delete my account…');
  const asked = await person.sees('what goes', ({ text }) => text.includes('Delete your account, or only'));
  await person.press(asked.message, 'Only Discord');
  await person.sees('that it goes', ({ text }) => text.includes('It is being deleted'));
  const receipt = await mailTo(world, email, 'Your data was deleted');
  expect(receipt.text.replaceAll(/\s+/g, ' ')).toContain('Its images stay with the account, and so does the key');
  expect(receipt.text).not.toMatch(/\b0 (images|files|keys)/);
  expect(await traces([person.user.id])).toEqual([]);
  expect((await web.get('/api/assets')).body.items).toHaveLength(1);
  expect((await web.get('/api/identities')).body.items).toEqual([]);
  expect(await world.deps.db.generation.count({ where: { userId } })).toBe(1);
});

test('after a crash it goes on where it stopped; who is down is asked again, and never told of as done', async () => {
  const web = webPerson(world);
  await web.register('dora@example.com');
  const { id: userId } = (await web.get('/api/session')).body.user;
  const person = discordPerson(world);
  await linkChat(web, person);
  await fund(world, person.chatUser, 20);
  await person.imagine({ prompt: 'a lugubrious newt' });
  await person.sees('the picture', ({ images }) => images.length === 1);
  await web.post('/api/deletion');
  const { id } = await newest();
  // Discord is down for a while, and the worker dies before it wrote down what it did.
  world.discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 1_000 });
  await makeDue(id);
  await becomes(id, 'erased');
  expect(await world.deps.db.user.count({ where: { id: userId } })).toBe(0);
  await expect
    .poll(async () => (await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).attempts)
    .toBeGreaterThan(0);
  world.discord.faults.clear();
  await world.deps.db.erasure.update({ where: { id }, data: { leaseUntil: null, nextTryAt: null } });
  // Two at once do no harm.
  await Promise.all([runErasure(world.deps, id), runErasure(world.deps, id)]);
  await becomes(id, 'done');
  const { counts } = await world.deps.db.erasure.findUniqueOrThrow({ where: { id } });
  expect(counts).toMatchObject({ messages_discord_done: 1, files: 2 });
  expect(await world.deps.db.erasureStep.count({ where: { erasureId: id } })).toBe(0);
  expect(await traces(['lugubrious', 'dora@example.com', person.user.id])).toEqual([]);
});

test('a team whose plan somebody pays who leaves is told so; its plan ends with its period', async () => {
  const { deps, stripe } = world;
  const [payer, manager] = [await buildUser(deps), await buildUser(deps)];
  const team = await buildTeam(deps, {});
  const { identityId } = team.manager;
  await deps.db.identity.update({ where: { id: identityId }, data: { userId: manager.userId, linkedAt: new Date() } });
  const { checkoutId } = await beginCheckout(deps, {
    walletId: team.walletId,
    userId: payer.userId,
    kind: 'plan',
    item: 'pro',
  });
  await pay((await deps.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } })).sessionId ?? '');
  const mine = { userId: payer.userId };
  expect(await deps.db.subscription.count({ where: mine })).toBe(1);

  expect((await readLeaving(deps, { ...mine, identityId: null })).plans).toMatchObject([{ name: 'Pro', ofTeam: true }]);
  const wish = { erased: { kind: 'account', ...mine }, origin: 'web', proof: 'recent_sign_in', chat: null } as const;
  await beginDeletion(deps, wish);
  const mail = await mailTo(world, manager.email, 'Your team’s plan is about to end');
  expect(mail.text).toContain('Pro');
  // They change their mind, and once more.
  expect(await stopDeletion(deps, mine)).toEqual({ plansGoOn: true });
  await mailTo(world, manager.email, 'Your team’s plan goes on');
  const { erasureId } = await beginDeletion(deps, wish);
  const { id: customerId } = await deps.db.customer.findFirstOrThrow({ where: mine });
  await makeDue(erasureId);
  await becomes(erasureId, 'done');
  const { stripeId, userId } = await deps.db.subscription.findFirstOrThrow({ where: { walletId: team.walletId } });
  expect(userId).toBeNull();
  expect(stripe.objects.subscriptions.get(stripeId)).toMatchObject({ cancel_at_period_end: true, status: 'active' });
  // The customer stays while the plan does, without a name.
  expect(stripe.objects.customers.get(customerId)).toMatchObject({ email: null, name: null });
  const cards = [...stripe.objects.paymentMethods.values()].filter(({ customer }) => customer === customerId);
  expect(cards.map(({ billing_details: { email, name } }) => [email, name])).toEqual([[null, null]]);
  const { receipt } = await deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } });
  const read = await webPerson(world).post('/api/receipts/check', { receipt });
  expect(read.body.receipt.lines.join(' ')).toContain('it stays for as long as the plan that was paid');
  expect(await traces([payer.email])).toEqual([]);
});

test('if the second of two plans cannot be ended, both go on, and nothing is begun', async () => {
  const { deps, stripe } = world;
  const { userId, walletId } = await buildUser(deps);
  const team = await buildTeam(deps, {});
  const mine = { userId };
  for (const wallet of [walletId, team.walletId]) {
    const bought = await beginCheckout(deps, { walletId: wallet, userId, kind: 'plan', item: 'pro' });
    const { sessionId } = await deps.db.checkout.findUniqueOrThrow({ where: { id: bought.checkoutId } });
    await pay(sessionId ?? '');
    expect(await deps.db.subscription.count({ where: { walletId: wallet } })).toBe(1);
  }
  const plans = await deps.db.subscription.findMany({ where: mine });
  const second = plans.find((plan) => plan.walletId === team.walletId)?.stripeId;
  stripe.faults.add({ on: `POST /v1/subscriptions/${second}`, do: { type: 'answer', status: 503 }, times: 9 });
  const wish = { erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null } as const;
  await expect(beginDeletion(deps, wish)).rejects.toMatchObject({ code: 'payments_unavailable' });
  stripe.faults.clear();
  const ends = plans.map(({ stripeId }) => stripe.objects.subscriptions.get(stripeId)?.cancel_at_period_end);
  expect(ends).toEqual([false, false]);
  expect(await deps.db.erasure.count({ where: mine })).toBe(0);
});

test('a blocked account that is erased comes back blocked, by its address alone, and no other account gets that address; another is not', async () => {
  const web = webPerson(world);
  await web.register('blocked@example.com');
  const { deps } = world;
  const { id: userId } = await deps.db.user.update({
    where: { email: 'blocked@example.com' },
    data: { blockedAt: new Date() },
  });
  const { erasureId } = await beginDeletion(deps, {
    ...{ erased: { kind: 'account', userId }, origin: 'mail', proof: 'reply_from_address', chat: null },
  });
  await makeDue(erasureId);
  await becomes(erasureId, 'done');
  const other = webPerson(world);
  await other.register('other@example.com');
  const before = world.mail.messages.length;
  const change = { newEmail: 'blocked@example.com', password: goodPassword };
  expect((await other.auth('change-email', change)).status).toBe(200);
  const token = tokenIn(await mailTo(world, 'blocked@example.com', 'Confirm your new e-mail address', before));
  const refused = await other.auth('confirm-email-change', { token });
  expect([refused.status, refused.body.type]).toEqual([403, 'account_blocked']);
  expect((await other.get('/api/session')).body.user).toMatchObject({ email: 'other@example.com' });
  const comesBack = async (email: string) => {
    const person = webPerson(world);
    const before = world.mail.messages.length;
    await person.auth('sign-up/email', { email, password: goodPassword, name: '', callbackURL: '/verify' });
    const token = tokenIn(await mailTo(world, email, 'Confirm your e-mail address', before));
    return (await person.auth('confirm-sign-up', { token })).status;
  };
  expect([await comesBack('blocked@example.com'), await comesBack('somebody@example.com')]).toEqual([200, 200]);
  const blocked = async (email: string) =>
    (await deps.db.user.findUniqueOrThrow({ where: { email } })).blockedAt !== null;
  expect([await blocked('blocked@example.com'), await blocked('somebody@example.com')]).toEqual([true, false]);
});

test('what a chat refuses to remove is counted for that chat, and named in the receipt', async () => {
  const guest = slackPerson(world, { user: 2 });
  await fund(world, guest.chatUser, 60);
  await guest.imagine('a recalcitrant newt');
  await guest.sees('the picture', ({ images }) => images.length === 1);
  const { identityId } = await identify(world.deps, guest.chatUser);
  const wish = { erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null } as const;
  const { erasureId, pageUrl } = await beginDeletion(world.deps, wish);
  world.slack.faults.add({ on: 'chat.delete', do: { type: 'answer', status: 200, body: refused }, times: 9 });
  await makeDue(erasureId);
  await becomes(erasureId, 'done');
  world.slack.faults.clear();
  const token = new URL(pageUrl ?? '').hash.slice(1);
  const { receipt } = (await webPerson(world).post('/api/deletion/read', { token })).body;
  const { lines } = (await webPerson(world).post('/api/receipts/check', { receipt })).body.receipt;
  expect(lines.join(' ')).toContain('Slack refused to remove 1');
});

test('a worker that dies after the rows are gone, or after a step that it did not note, is taken over from', async () => {
  const guest = discordPerson(world, { user: 1 });
  await fund(world, guest.chatUser, 60);
  await guest.imagine({ prompt: 'a moribund newt' });
  await guest.sees('the picture', ({ images }) => images.length === 1);
  const { identityId } = await identify(world.deps, guest.chatUser);
  // Nothing of theirs changes any more.
  await allDelivered();
  await vi.waitFor(async () => expect(await world.deps.db.asset.count({ where: { provenAt: null } })).toBe(0), 30_000);
  const wish = { erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null } as const;
  const { erasureId } = await beginDeletion(world.deps, wish);
  // Claimed by hand, so that no worker of this world is at it.
  await makeDue(erasureId);
  const claimed = await vi.waitFor(
    async () => {
      const found = await claimErasure(world.deps, erasureId);
      const { state } = await world.deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } });
      if (!found && state === 'waiting') throw new Error('a worker was quicker and is at it');
      return found;
    },
    { timeout: 30_000 },
  );
  if (claimed) {
    expect(await eraseOwn(world.deps, claimed)).toBe(true);
    expect(await eraseOwn(world.deps, claimed)).toBe(false);
    const [first] = await world.deps.db.erasureStep.findMany({ where: { erasureId, kind: 'message' } });
    const { sealed } = first ?? {};
    await runStep(world.deps, 'message', JSON.parse(world.deps.seal.open(sealed ?? new Uint8Array())));
    await world.deps.db.erasure.update({ where: { id: erasureId }, data: { leaseUntil: null } });
  }
  await becomes(erasureId, 'done');
  const { counts } = await world.deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } });
  expect(counts).toMatchObject({ messages_discord_done: 1, images: 1 });
  expect(await traces(['moribund'])).toEqual([]);
});

test('what still runs at the provider when an erasure finds it is called off there', async () => {
  const guest = discordPerson(world, { user: 2 });
  await fund(world, guest.chatUser, 5);
  const prompt = 'a dilatory newt';
  world.replicate.faults.add({ on: 'RUN ', do: { type: 'never' } });
  await guest.imagine({ prompt });
  const atReplicate = () => [...world.replicate.predictions.values()].find(({ input }) => input.prompt === prompt);
  await expect.poll(() => world.deps.db.prediction.count({ where: { status: 'running' } })).toBe(1);
  const { identityId } = await identify(world.deps, guest.chatUser);
  const wish = { erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null } as const;
  const { erasureId } = await beginDeletion(world.deps, wish);
  // No worker of this world takes it meanwhile.
  const leaseUntil = new Date(Date.now() + 60_000);
  const row = await world.deps.db.erasure.update({ where: { id: erasureId }, data: { leaseUntil } });
  expect(await eraseOwn(world.deps, { ...row, state: 'waiting', isLate: true })).toBe(true);
  expect(atReplicate()?.status).not.toBe('canceled');
  await world.deps.db.erasure.update({ where: { id: erasureId }, data: { leaseUntil: null } });
  await becomes(erasureId, 'done');
  expect(atReplicate()?.status).toBe('canceled');
  expect(await traces([prompt])).toEqual([]);
});

test('whoever’s account is blocked opens their copy with a code: they cannot sign in where a mail leads', async () => {
  const { deps } = world;
  const [web, person] = [webPerson(world), discordPerson(world, { user: 2 })];
  await web.register('barred@example.com');
  await linkChat(web, person);
  await deps.db.user.update({ where: { email: 'barred@example.com' }, data: { blockedAt: new Date() } });
  await person.run('privacy');
  const card = await person.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
  await person.press(card.message, 'Get a copy of my data');
  const given = await person.sees('the code', ({ text }) => text.includes('type this code'));
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(given.text)?.[0];
  const opened = await webPerson(world).post('/api/privacy/exports/open', { code });
  expect(opened.status).toBe(200);
});

const refused = { ok: false, error: 'cant_delete_message' };
