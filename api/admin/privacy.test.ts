import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { readFacts } from '#core/metrics/facts.ts';
import { addOperator } from '#core/operators/grant.ts';
import { type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
let operator: WebPerson;
let ada: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api', 'worker'] });
  [operator, ada] = [webPerson(world), webPerson(world)];
  await operator.register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
  await ada.register('ada@example.com');
});
afterAll(() => world?.close());

const bring = (about: object, more: object = {}) =>
  operator.post('/api/admin/privacy', {
    actionId: randomUUID(),
    about,
    kind: 'delete',
    origin: 'platform',
    proof: 'platform_notice',
    receivedOn: '2026-01-31',
    ...more,
  });
const list = async (query = '') => (await operator.get(`/api/admin/privacy${query}`)).body.items;

test('what is brought about somebody we know, and about nobody, is answered alike and found again', async () => {
  const known = discordPerson(world);
  await identify(world.deps, known.chatUser);
  const answers = [
    await bring({ by: 'email', email: 'Ada@example.com' }),
    await bring({ by: 'email', email: 'nobody@example.com' }),
    await bring({ by: 'discord', chatId: known.user.id }),
    await bring({ by: 'slack', chatId: 'T0:U0' }),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['ticket', 'dueAt']);
    expect(body.dueAt).toBe('2026-02-28T00:00:00.000Z');
  }
  expect((await list()).map(({ subject }: { subject: string }) => subject).sort()).toEqual([
    'account',
    'guest',
    'outsider',
    'outsider',
  ]);
  const again = await bring({ by: 'email', email: 'nobody@example.com ' });
  expect(again.body.ticket).toBe(answers[1]?.body.ticket);
  // Neither address nor id is in the register.
  const register = JSON.stringify(await world.deps.db.privacyRequest.findMany());
  for (const name of ['example.com', known.user.id, 'U0']) expect(register).not.toContain(name);
  // She sees it, too.
  expect((await ada.get('/api/privacy')).body.requests).toMatchObject([{ ticket: answers[0]?.body.ticket }]);
});

test('half an id is not entered as somebody we do not know', async () => {
  for (const about of [
    { by: 'slack', chatId: 'U0123456' },
    { by: 'slack', chatId: 'T0123456/U0123456' },
    { by: 'discord', chatId: 'ada' },
  ])
    expect(await bring(about)).toMatchObject({ status: 400, body: { type: 'invalid_request' } });
});

test('an action’s id is carried out once, and each leaves its trace', async () => {
  const actionId = randomUUID();
  const email = 'bea@example.com';
  const first = await bring({ by: 'email', email }, { actionId, kind: 'access' });
  const second = await bring({ by: 'email', email }, { actionId, kind: 'access' });
  expect(second.body).toEqual(first.body);
  const [request] = await list('?kind=access');
  const end = { actionId: randomUUID(), state: 'refused', refusal: 'unknown_person' };
  for (const _ of [1, 2]) expect((await operator.post(`/api/admin/privacy/${request.id}/end`, end)).status).toBe(204);
  const late = await operator.post(`/api/admin/privacy/${request.id}/end`, { actionId: randomUUID(), state: 'done' });
  expect(late.status).toBe(409);
  expect(await list('?show=ended')).toMatchObject([
    { ticket: request.ticket, state: 'refused', refusal: 'we have nothing about them' },
  ]);
  const { items } = (await operator.get('/api/admin/actions')).body;
  expect(items.slice(0, 2).map(({ kind, reason, outcome }: Record<string, string>) => [kind, reason, outcome])).toEqual(
    [
      ['privacy_end', `${request.ticket}: refused, unknown person`, 'done'],
      ['privacy_open', `${request.ticket}: access, by platform, proved by platform notice`, 'done'],
    ],
  );
});

test('the register is a file for operators, and taking it along leaves a trace', async () => {
  const { status, body } = await operator.get('/api/admin/privacy.csv');
  expect(status).toBe(200);
  const lines = String(body).trim().split('\r\n');
  expect(lines[0]).toContain('ticket,kind,of');
  expect(lines).toHaveLength(1 + (await world.deps.db.privacyRequest.count()));
  expect(body).not.toContain('@');
  expect((await operator.get('/api/admin/actions')).body.items[0]).toMatchObject({
    kind: 'privacy_export',
    walletId: null,
  });
});

test('a deletion that somebody could not be told of is listed and measured, without saying whose', async () => {
  const { db } = world.deps;
  expect((await operator.get('/api/admin/erasures')).body).toEqual([]);
  const [now, dayMs] = [Date.now(), 24 * 60 * 60_000];
  const [erasedAt, dueAt, later] = [new Date(now - 2 * dayMs), new Date(now - 3 * dayMs), new Date(now + dayMs)];
  const { id: erasureId } = await db.erasure.create({
    data: { kind: 'account', userId: randomUUID(), state: 'erased', dueAt, erasedAt, attempts: 2, nextTryAt: later },
  });
  const sealed = new Uint8Array(world.deps.seal.close('{}'));
  await db.erasureStep.createMany({
    data: ['customer', 'customer_fields', 'message'].map((kind, position) => ({ erasureId, kind, position, sealed })),
  });
  // One that waits for its day, and one that goes well, are no trouble.
  await db.erasure.create({ data: { kind: 'guest', identityId: randomUUID(), state: 'waiting', dueAt: later } });
  expect((await operator.get('/api/admin/erasures')).body).toEqual([
    { kind: 'account', since: erasedAt.toISOString(), attempts: 2, waitingFor: ['Stripe', 'a chat'] },
  ]);
  await readFacts(world.deps);
  const { body } = await world.deps.metrics.text();
  expect(body).toMatch(/upixel_erasures_waiting 1\n/);
  expect(Number(/upixel_erasure_oldest_seconds (\d+)/.exec(body)?.[1])).toBeGreaterThan(172_000);
});

test('for everybody else none of it exists', async () => {
  const id = randomUUID();
  for (const person of [ada, webPerson(world)]) {
    expect((await person.get('/api/admin/privacy')).status).toBe(404);
    expect((await person.get('/api/admin/privacy.csv')).status).toBe(404);
    expect((await person.post('/api/admin/privacy', {})).status).toBe(404);
    expect((await person.post(`/api/admin/privacy/${id}/end`, { actionId: id, state: 'done' })).status).toBe(404);
  }
});
