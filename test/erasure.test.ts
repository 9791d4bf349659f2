import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openChatId } from '#core/accounts/chat-id.ts';
import { identify } from '#core/accounts/identify.ts';
import { beginCheckout } from '#core/billing/begin-checkout.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { runErasure } from '#core/privacy/erasure/run-erasure.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { readReceiptKeys } from '#core/privacy/receipts/keys.ts';
import { readReceipt } from '#core/privacy/receipts/receipt.ts';
import { mailTo, tokenIn, type WebPerson, webPerson } from './account-person.ts';
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
  world = await startWorld(database);
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const traces = (words: readonly string[]) => findTraces(database.url, world.deps.config.dataDir, words);

/** It is day eight. */
const makeDue = (id: string) =>
  world.deps.db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
const isDone = (id: string) =>
  expect.poll(async () => (await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).state).toBe('done');

/** A key for a program, and what the program asked for under a name of its own. */
async function useApi(web: WebPerson) {
  const { secret } = (await web.post('/api/keys', { name: 'Quokkaburg’s reader', scopes: ['make'] })).body;
  const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': 'xylophagous' };
  const refused = await web.post('/api/v1/generations', { prompt: 'a xylophagous bat', model: 'none' }, headers);
  expect(refused.body.error.code).toBe('unknown_model');
}

test('an account with two identities is erased everywhere, and everybody else’s stays', async () => {
  const { deps, stripe } = world;
  const web = webPerson(world);
  const email = 'ada.zuckerkandl@example.com';
  await web.register(email, undefined, 'Ada Zuckerkandl');
  const userId = (await web.get('/api/session')).body.user.id;
  const [onDiscord, onSlack] = [discordPerson(world), slackPerson(world)];
  await linkChat(web, onDiscord);
  await linkChat(web, onSlack);
  await fund(world, onDiscord.chatUser, 300);
  await web.post('/api/projects', { name: 'Quokkaburg' });
  await useApi(web);
  await onDiscord.imagine({ prompt: 'a xylophagous heron' });
  await onDiscord.sees('the picture', ({ images }) => images.length === 1);
  await onDiscord.imagine({ prompt: 'fail xylophagous cat' });
  await onDiscord.sees('why not', ({ text }) => text.includes('No picture this time'));
  await onSlack.imagine('a xylophagous owl');
  await onSlack.sees('the picture', ({ images }) => images.length === 1);
  const { items: images } = (await web.get('/api/assets')).body;
  expect((await web.post('/api/shares', { ids: [images[0].id], showsName: true })).status).toBe(200);
  // Gifts both ways, with words.
  const grace = discordPerson(world, { user: 1 });
  await fund(world, grace.chatUser, 300);
  const give = (from: typeof grace, to: string, message: string) =>
    world.discord.people.runCommand({
      ...{ userId: from.user.id, channelId: from.channel.id, name: 'gift' },
      options: { person: to, credits: 10, message },
    });
  await give(onDiscord, grace.user.id, 'from one xylophagous friend');
  await grace.sees('the gift', ({ text }) => text.includes('one xylophagous friend'));
  await give(grace, onDiscord.user.id, 'to my dear friend');
  await grace.sees('the gift back', ({ text }) => text.includes('to my dear friend'));
  // A plan, paid.
  const { walletId } = await deps.db.user.findUniqueOrThrow({ where: { id: userId } });
  const { checkoutId } = await beginCheckout(deps, { walletId, userId, kind: 'plan', item: 'pro' });
  const checkout = await deps.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
  stripe.people.pay(checkout.sessionId ?? '');
  // All of it: what we learn of after a deletion began goes back.
  await stripe.delivered();
  await expect.poll(() => deps.db.stripeEvent.count({ where: { handledAt: null } })).toBe(0);
  expect(await deps.db.subscription.count({ where: { userId } })).toBe(1);

  const found = await deps.db.identity.findMany({ where: { userId } });
  const identities = await Promise.all(found.map(async (each) => ({ ...each, chatId: await openChatId(deps, each) })));
  expect(identities).toHaveLength(2);
  const words = [
    ...[email, 'Zuckerkandl', 'Quokkaburg', 'xylophagous', userId],
    ...identities.flatMap(({ chatId, name }) => [chatId ?? '', ...(name.length > 4 ? [name] : [])]), // shorter ones stand anywhere
  ];
  const before = await traces(words);
  // Names of the account and a project, what was asked for and the chats’ ids lie sealed: their keys are destroyed below.
  const sealed = ['Zuckerkandl', 'Quokkaburg', 'xylophagous', ...identities.map(({ chatId }) => chatId)];
  for (const word of words)
    expect(
      before.some((trace) => trace.endsWith(word)),
      word,
    ).toBe(!sealed.includes(word));
  const keys = await deps.db.dataKey.findMany({ where: { userId } });
  expect(keys.length).toBeGreaterThan(0);
  const files = await deps.db.asset.findMany({ where: { userId } });
  expect(files).toHaveLength(2);
  // As if somebody had looked at them on a fine screen.
  const largeThumbnails = files.map(({ id }) => `assets/${id}.large.webp`);
  for (const [index, { id }] of files.entries()) {
    const largeThumbnailKey = largeThumbnails[index] ?? '';
    await deps.storage.put(largeThumbnailKey, Buffer.from('large'), { contentType: 'image/webp', owner: { userId } });
    await deps.db.asset.update({ where: { id }, data: { largeThumbnailKey } });
  }

  const generationIds = (await deps.db.generation.findMany({ where: { userId } })).map(({ id }) => id);
  const begun = await beginDeletion(deps, {
    ...{ erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null },
  });
  expect((await web.get('/api/session')).body.user).toBeNull();
  const customers = await deps.db.customer.findMany({ where: { userId } });
  expect([...stripe.objects.subscriptions.values()].map((each) => each.cancel_at_period_end)).toEqual([true]);
  await mailTo(world, email, 'Your account will be deleted');

  // Nothing new comes to them meanwhile.
  await onDiscord.imagine({ prompt: 'a late heron' });
  await onDiscord.sees('that it is about to be deleted', ({ text }) => text.includes('About to be deleted'));
  await give(grace, onDiscord.user.id, 'too late');
  // Who gives does not hear of it.
  await grace.sees('the refusal', ({ text }) => text.includes('cannot be given credits at present'));

  await makeDue(begun.erasureId);
  await isDone(begun.erasureId);
  const mail = await mailTo(world, email, 'Your data was deleted');
  const token = /[\w-]{100,}\.[\w-]{11}\.[\w-]{80,}/.exec(mail.text)?.[0] ?? '';
  const receipt = readReceipt(await readReceiptKeys(deps), token);
  expect(receipt).toMatchObject({
    ticket: begun.ticket,
    kind: 'account',
    counts: { images: 2, customer_done: 1, plan_done: 1 },
  });
  expect(
    readReceipt(
      await readReceiptKeys(deps),
      token.replace(/^./, (c) => (c === 'e' ? 'f' : 'e')),
    ),
  ).toBeUndefined();

  await vi.waitFor(async () => expect(await deps.db.mail.count()).toBe(0), { timeout: 30_000 });
  // The account’s id alone stays, in the register and in the list of erasures, and leads nowhere.
  const left = (await traces(words)).filter((trace) => !trace.endsWith(userId));
  expect(left).toEqual([]);
  expect((await traces([userId])).map((trace) => trace.split(':')[0]).sort()).toEqual([
    'public.erasures',
    'public.privacy_requests',
  ]);
  for (const { id } of keys) expect(await deps.keys.byId(id)).toBeUndefined();
  const kept = files.flatMap(({ storageKey, thumbnailKey }) => [storageKey, thumbnailKey]);
  for (const key of [...kept, ...largeThumbnails]) expect(await deps.storage.exists(key)).toBe(false);
  // In the chats their pictures are gone, and Grace’s words are still there.
  expect(onDiscord.messages().filter((each) => onDiscord.look(each).text.includes('xylophagous heron'))).toEqual([]);
  expect(onSlack.messages().filter((each) => onSlack.look(each).images.length > 0)).toEqual([]);
  // At Stripe nobody is left.
  for (const { id } of customers) expect(stripe.objects.deletedCustomers.has(id)).toBe(true);
  const gifts = await deps.db.gift.findMany({ orderBy: { createdAt: 'asc' } });
  const isThere = (sealed: Uint8Array | null) => sealed !== null;
  expect(
    gifts.map((gift) => [
      gift.amount,
      isThere(gift.messageSealed),
      isThere(gift.fromNameSealed),
      isThere(gift.toNameSealed),
    ]),
  ).toEqual([
    [10, false, false, true],
    [10, true, true, false],
  ]);
  expect(await findFaultyWallets(deps)).toEqual([]);

  // The cards of both gifts are gone, whoever gave.
  for (const words of ['one xylophagous friend', 'to my dear friend'])
    expect(grace.messages().filter((each) => grace.look(each).text.includes(words))).toEqual([]);

  // Whatever comes late, or twice, brings nothing back.
  const { handlers } = await import('../worker/handlers/index.ts');
  for (const generationId of generationIds) {
    for (const name of [
      'reference',
      'submit',
      'deliver',
      'progress',
      'cancel',
      'strays',
      'erase',
      'forget-upload',
    ] as const)
      await handlers[name](deps, { generationId });
    await handlers.settle(deps, { generationId, slot: 0 });
  }
  for (const eventId of stripe.objects.events.keys()) await handlers['stripe-event'](deps, { eventId });
  for (const { id } of customers) await handlers['customer-address'](deps, { customerId: id });
  await handlers.reconcile(deps, {});
  const stopToken = tokenIn(await mailTo(world, email, 'Your account will be deleted'));
  expect((await webPerson(world).post('/api/deletion/stop', { token: stopToken })).body.type).toBe('no_deletion');
  expect((await traces(words)).filter((trace) => !trace.endsWith(userId))).toEqual([]);
  expect(await findFaultyWallets(deps)).toEqual([]);

  // Erasing mints nothing: who comes back has no trial.
  const back = await identify(deps, onDiscord.chatUser);
  expect(back).toMatchObject({ userId: null, balance: 0 });
  expect((await identify(deps, { platform: 'discord', teamId: '', userId: '123456789012345678' })).balance).toBe(
    trialCredits,
  );
  // Done twice, nothing happens.
  await runErasure(deps, begun.erasureId);
  await expect(stopDeletion(deps, { userId })).rejects.toThrow('No deletion is due');
});
