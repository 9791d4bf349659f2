import { randomUUID } from 'node:crypto';
import { validateWebhook } from 'replicate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhookMessage } from '#core/contract/v1/webhook-shapes.ts';
import { webhookEventNames } from '#core/contract/webhooks.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { makeImages } from '#core/make/make-images.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { changeWebhook, changeWebhookSecret } from '#core/webhooks/change-endpoint.ts';
import { createWebhook } from '#core/webhooks/create-endpoint.ts';
import { listDeliveries } from '#core/webhooks/list-deliveries.ts';
import { readWebhook } from '#core/webhooks/list-endpoints.ts';
import { repeatDelivery, testWebhook } from '#core/webhooks/send-again.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { type DatabaseClock, giveClock } from '#test/clock.ts';
import { createTestDatabase } from '#test/database.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from '#test/webhook-receiver.ts';
import { startWorld, type World } from '#test/world.ts';
import { erasePerson } from './erase-person.ts';
import { expire } from './expire.ts';
import { retention } from './retention.ts';
import { webhook } from './webhook.ts';

let clock: DatabaseClock;
let world: World;
let receiver: WebhookReceiver;
beforeAll(async () => {
  const database = await createTestDatabase();
  clock = await giveClock(database.url);
  const env = { WEBHOOKS_TO_LOOPBACK: 'on' };
  [world, receiver] = await Promise.all([startWorld(database, { roles: [], env }), startWebhookReceiver()]);
});
afterAll(async () => {
  await receiver?.close();
  await clock?.close();
  await world?.close();
});
beforeEach(async () => {
  receiver.answer(204);
  receiver.received.length = 0;
  await clock.reset();
});

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/** Somebody with a webhook, and what the worker does for it. */
async function buildHooked(path = '') {
  const { deps } = world;
  const ada = await buildUser(deps, { credits: 200 });
  const { userId } = ada;
  const { id, secret } = await createWebhook(deps, userId, { url: receiver.url + path, events: webhookEventNames });
  const rows = () => listDeliveries(deps, { userId, webhookId: id }, { limit: 100 });
  /** Does what is due; returns how many tries that were. */
  const work = async () => {
    const own = new Set((await rows()).map((row) => row.id));
    const due = (await findLost(deps)).of('webhook').filter(({ deliveryId }) => own.has(deliveryId));
    for (const data of due) await webhook(deps, data);
    return due.length;
  };
  return { ...ada, id, secret, rows, work, read: () => readWebhook(deps, { userId, id }) };
}

/** A request that ends by being canceled, as there is nobody here to make it. */
async function endOne({ userId }: Pick<TestUser, 'userId'>): Promise<string> {
  const requestKey = `api:${randomUUID()}`;
  const wish = { prompt: 'a fox knight', model: 'rd-fast', count: 1, references: [], requestKey };
  const { generationId } = await makeImages(world.deps, userId, wish);
  await cancelGeneration(world.deps, { generationId, who: { identityId: null, userId } });
  return generationId;
}

/** By another implementation of the standard than ours. */
const isSigned = ({ headers, body }: Received, secret: string) =>
  validateWebhook({
    id: String(headers['webhook-id']),
    timestamp: String(headers['webhook-timestamp']),
    signature: String(headers['webhook-signature']),
    body,
    secret,
  });
const mailsTo = ({ userId }: Pick<TestUser, 'userId'>) =>
  world.deps.db.mail.count({ where: { userId, kind: 'webhook-off' } });

test('the end of a request is told once, with ids alone, signed as the standard says', async () => {
  const [ada, eve] = [await buildHooked('/hook?key=1'), await buildHooked('/eve')];
  const generationId = await endOne(ada);
  expect(await ada.work()).toBe(1);
  expect(await ada.work()).toBe(0);
  expect(await eve.work()).toBe(0);
  expect(receiver.received).toHaveLength(1);
  const [received] = receiver.received as [Received];
  expect(received.path).toBe('/hook?key=1');
  expect(await isSigned(received, ada.secret)).toBe(true);
  expect(await isSigned(received, eve.secret)).toBe(false);
  expect(await isSigned({ ...received, body: `${received.body} ` }, ada.secret)).toBe(false);
  expect(Math.abs(Number(received.headers['webhook-timestamp']) - Date.now() / secondMs)).toBeLessThan(10);
  const url = `${world.deps.config.publicUrl}/api/v1/generations/${generationId}`;
  expect(webhookMessage.parse(JSON.parse(received.body))).toEqual({
    type: 'generation.canceled',
    timestamp: expect.any(String),
    data: { id: generationId, status: 'canceled', url },
  });
  expect(received.body).not.toContain('fox');
  expect(await ada.rows()).toMatchObject([
    {
      event: 'generation.canceled',
      generationId,
      status: 'delivered',
      attempts: 1,
      responseStatus: 204,
      nextTryAt: null,
    },
  ]);
  expect((await ada.read()).lastDeliveredAt).not.toBeNull();
  // Neither its address nor its secret can be read in the database.
  const row = await world.deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id: ada.id } });
  expect([row.url, row.secret, row.urlSealed !== null, row.secretSealed !== null]).toEqual(['', '', true, true]);
});

test('it is tried again with growing pauses for a day, then it is switched off with one mail, and its owner goes on', async () => {
  const ada = await buildHooked();
  receiver.answer(500);
  await endOne(ada);
  await endOne(ada);
  const pausesMs: number[] = [];
  const untilNext = async () => {
    const nexts = (await ada.rows()).map(({ nextTryAt }) => nextTryAt?.getTime() ?? 0);
    return Math.max(0, Math.max(...nexts) - (await clock.now()).getTime()) + 50;
  };
  for (let waitedMs = 0; waitedMs < 23 * hourMs; ) {
    expect(await ada.work()).toBeGreaterThan(0);
    expect(await ada.work()).toBe(0);
    const pauseMs = await untilNext();
    pausesMs.push(pauseMs);
    waitedMs += pauseMs;
    await clock.travel(pauseMs);
  }
  expect(pausesMs[0]).toBeLessThan(8 * secondMs);
  expect(Math.max(...pausesMs)).toBeLessThan(4.5 * hourMs);
  expect(Math.max(...pausesMs)).toBeGreaterThan(3 * hourMs);
  expect(pausesMs.length).toBeLessThan(25);
  expect(await mailsTo(ada)).toBe(0);
  // Once more, unless its day is over by now; then the last time.
  for (const _ of [1, 2]) {
    await ada.work();
    await clock.travel(await untilNext());
  }
  await ada.work();
  const off = await ada.read();
  expect([off.disabledAt !== null, off.disabledBecause]).toEqual([true, 'failing']);
  expect((await ada.rows()).map(({ status }) => status).sort()).toEqual(['dropped', 'failed']);
  expect(await mailsTo(ada)).toBe(1);

  // Nothing is told while it is off, and nothing of that afterwards.
  await endOne(ada);
  expect(await ada.rows()).toHaveLength(2);
  const [failed] = (await ada.rows()).filter(({ status }) => status === 'failed');
  const again = { userId: ada.userId, id: failed?.id ?? '' };
  await expect(repeatDelivery(world.deps, again)).rejects.toMatchObject({ code: 'webhook_off' });
  await changeWebhook(world.deps, { userId: ada.userId, id: ada.id }, { isOn: true });
  const before = receiver.received.find(({ headers }) => headers['webhook-id'] === `msg_${failed?.id}`);
  receiver.answer(200);
  receiver.received.length = 0;
  expect(await repeatDelivery(world.deps, again)).toMatchObject({ status: 'pending' });
  expect(await ada.work()).toBe(1);
  expect(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual([
    [`msg_${failed?.id}`, before?.body],
  ]);
  expect((await ada.rows()).find(({ id }) => id === failed?.id)).toMatchObject({ status: 'delivered' });
  expect(await mailsTo(ada)).toBe(1);
});

test('one message that is never taken switches nothing off while others arrive', async () => {
  const ada = await buildHooked();
  receiver.answer(500);
  await endOne(ada);
  await ada.work();
  await clock.travel(23 * hourMs);
  receiver.answer(204);
  const [first] = await ada.rows();
  await endOne(ada);
  const others = (await findLost(world.deps)).of('webhook').filter(({ deliveryId }) => deliveryId !== first?.id);
  for (const data of others) await webhook(world.deps, data);
  receiver.answer(500);
  await clock.travel(2 * hourMs);
  // As if it had been tried all the time.
  await world.deps.db.webhookDelivery.update({
    where: { id: first?.id ?? '' },
    data: { nextTryAt: await clock.now() },
  });
  expect(await ada.work()).toBe(1);
  expect((await ada.rows()).find(({ id }) => id === first?.id)?.status).toBe('failed');
  expect((await ada.read()).disabledAt).toBeNull();
  expect(await mailsTo(ada)).toBe(0);
});

test('whoever answers 410 wants nothing any more', async () => {
  const ada = await buildHooked();
  receiver.answer(410);
  await endOne(ada);
  await ada.work();
  expect(await ada.read()).toMatchObject({ disabledBecause: 'gone' });
  expect(await mailsTo(ada)).toBe(1);
});

test('a redirect is not followed', async () => {
  const ada = await buildHooked();
  receiver.answer(308, { location: `${receiver.url}/elsewhere` });
  await endOne(ada);
  await ada.work();
  expect(receiver.received).toHaveLength(1);
  expect(await ada.rows()).toMatchObject([{ status: 'pending', outcome: 'redirect', responseStatus: 308 }]);
});

test('run twice at once it is sent once, and a worker that died in it is followed by another', async () => {
  const ada = await buildHooked();
  await endOne(ada);
  const [row] = await ada.rows();
  const data = { deliveryId: row?.id ?? '' };
  await Promise.all([webhook(world.deps, data), webhook(world.deps, data), webhook(world.deps, data)]);
  expect(receiver.received).toHaveLength(1);
  await endOne(ada);
  const [next] = await ada.rows();
  const leaseUntil = new Date((await clock.now()).getTime() + 30 * secondMs);
  await world.deps.db.webhookDelivery.update({ where: { id: next?.id ?? '' }, data: { leaseUntil, attempts: 1 } });
  expect(await ada.work()).toBe(0);
  await clock.travel(31 * secondMs);
  expect(await ada.work()).toBe(1);
  expect(receiver.received).toHaveLength(2);
});

test('a test is sent once, also to one that is off, and what becomes of it switches nothing off', async () => {
  const ada = await buildHooked();
  const whose = { userId: ada.userId, id: ada.id };
  await changeWebhook(world.deps, whose, { isOn: false });
  receiver.answer(410);
  const [first, second] = [
    await testWebhook(world.deps, { userId: ada.userId, webhookId: ada.id }),
    await testWebhook(world.deps, { userId: ada.userId, webhookId: ada.id }),
  ];
  expect(second.id).toBe(first.id);
  expect(await ada.work()).toBe(1);
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: {} });
  expect(await ada.rows()).toMatchObject([{ event: 'webhook.test', status: 'failed', responseStatus: 410 }]);
  expect(await ada.read()).toMatchObject({ disabledBecause: 'person' });
  expect(await mailsTo(ada)).toBe(0);
});

test('after a change of the secret both sign, and after a day the new one alone', async () => {
  const ada = await buildHooked();
  const { secret } = await changeWebhookSecret(world.deps, { userId: ada.userId, id: ada.id });
  await endOne(ada);
  await ada.work();
  await clock.travel(25 * hourMs);
  await endOne(ada);
  await ada.work();
  const [soon, later] = receiver.received as [Received, Received];
  expect([await isSigned(soon, ada.secret), await isSigned(soon, secret)]).toEqual([true, true]);
  expect([await isSigned(later, ada.secret), await isSigned(later, secret)]).toEqual([false, true]);
  await expire(world.deps);
  const row = await world.deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id: ada.id } });
  expect([row.previousSecretSealed, row.previousUntil]).toEqual([null, null]);
});

test('changed twice within a day, none of the secrets that a program may have is refused', async () => {
  const ada = await buildHooked();
  const change = () => changeWebhookSecret(world.deps, { userId: ada.userId, id: ada.id });
  const secrets = [ada.secret, (await change()).secret, (await change()).secret];
  await endOne(ada);
  await ada.work();
  const [received] = receiver.received as [Received];
  expect(await Promise.all(secrets.map((secret) => isSigned(received, secret)))).toEqual([true, true, true]);
  await clock.travel(25 * hourMs);
  const newest = (await change()).secret;
  await endOne(ada);
  await ada.work();
  const [, later] = receiver.received as [Received, Received];
  expect(await Promise.all([...secrets, newest].map((secret) => isSigned(later, secret)))).toEqual([
    ...[false, false, true, true],
  ]);
});

test('while a deletion is due nothing is told; stopped, what waited is sent; carried out, nothing is left', async () => {
  const ada = await buildHooked();
  receiver.answer(500);
  await endOne(ada);
  await ada.work();
  const wish = {
    erased: { kind: 'account', userId: ada.userId },
    origin: 'web',
    proof: 'recent_sign_in',
    chat: null,
  } as const;
  await beginDeletion(world.deps, wish);
  await clock.travel(60 * secondMs);
  expect(await ada.work()).toBe(0);
  const refused = { code: 'deletion_under_way' };
  await expect(testWebhook(world.deps, { userId: ada.userId, webhookId: ada.id })).rejects.toMatchObject(refused);
  await expect(
    createWebhook(world.deps, ada.userId, { url: receiver.url, events: webhookEventNames }),
  ).rejects.toMatchObject(refused);
  await clock.travel(2 * 24 * hourMs);
  await stopDeletion(world.deps, { userId: ada.userId });
  // Its day goes on from where it was.
  expect(await ada.work()).toBe(1);
  expect(await ada.rows()).toMatchObject([{ status: 'pending', attempts: 2 }]);
  expect((await ada.read()).disabledAt).toBeNull();
  receiver.answer(204);
  await clock.travel(60 * secondMs);
  expect(await ada.work()).toBe(1);
  expect(await ada.rows()).toMatchObject([{ status: 'delivered' }]);

  const { erasureId } = await beginDeletion(world.deps, wish);
  await clock.travel(8 * 24 * hourMs);
  await erasePerson(world.deps, { erasureId });
  expect(await world.deps.db.webhookEndpoint.count({ where: { id: ada.id } })).toBe(0);
  expect(await world.deps.db.webhookDelivery.count({ where: { endpointId: ada.id } })).toBe(0);
});

test('what was sent is shown for 30 days', async () => {
  const ada = await buildHooked();
  await endOne(ada);
  await ada.work();
  await clock.travel(29 * 24 * hourMs);
  await retention(world.deps);
  expect(await ada.rows()).toHaveLength(1);
  await clock.travel(2 * 24 * hourMs);
  await retention(world.deps);
  expect(await ada.rows()).toEqual([]);
});
