import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashApiKey } from '#core/api-keys/secret.ts';
import { type ApiScope, apiScopeNames, maxApiKeys } from '#core/contract/scopes.ts';
import { type V1Name, v1Contract } from '#core/contract/v1/contract.ts';
import type { V1Endpoint } from '#core/contract/v1/endpoint.ts';
import { rateLimits } from '#core/contract/v1/errors.ts';
import { apiError } from '#core/contract/v1/shapes.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { sendByKey } from '#test/by-key.ts';
import { createTestDatabase } from '#test/database.ts';
import { createRateLimits } from '../auth/rate-limits.ts';
import { v1Problems } from './problem.ts';
import { v1Routes } from './router.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps) => {
    app.use(v1Routes({ deps, limits: createRateLimits(deps), addressOf: (request) => request.ip ?? '' }));
    app.use('/api/v1', v1Problems(deps));
  });
});
afterAll(() => api.close());
const everything = [...apiScopeNames];
async function makeKey(who: TestUser, scopes: readonly ApiScope[] = everything, more: object = {}) {
  const { status, json } = await api.ask(who, 'POST', '/api/keys', { name: 'My bot', scopes, ...more });
  expect(status, JSON.stringify(json)).toBe(200);
  return { id: json.key.id as string, secret: json.secret as string };
}

const ask = (key: string | undefined, method: string, path: string, body?: unknown, more?: Record<string, string>) =>
  sendByKey(api.url, key, method, path, body, more);
const code = async (answer: ReturnType<typeof ask>) => {
  const { status, json } = await answer;
  const { error } = apiError.parse(json);
  expect(error.cost).toBe(0);
  return `${status} ${error.code}`;
};

const endpoints = Object.entries(v1Contract) as Array<[V1Name, V1Endpoint]>;
const call = (key: string | undefined, { method, path, body, example }: V1Endpoint, id: string = randomUUID()) =>
  ask(key, method, path.replace(':id', id), body ? example?.body : undefined);

test('a key is shown once, kept as a hash, listed without itself, and revoked at once', async () => {
  const ada = await buildUser(api.deps);
  const { id, secret } = await makeKey(ada, ['read'], { name: 'Ada’s exporter', days: 30 });
  expect(secret).toMatch(/^upx_[\w-]{43}$/);
  const row = await api.deps.db.apiKey.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashApiKey(secret)));
  expect(JSON.stringify(row)).not.toContain(secret.slice(4, -4));
  expect([row.name, row.nameSealed !== null]).toEqual(['', true]);
  const listed = (await api.ask(ada, 'GET', '/api/keys')).json;
  expect(listed.items).toMatchObject([
    { name: 'Ada’s exporter', ending: secret.slice(-4), scopes: ['read'], lastUsedAt: null },
  ]);
  expect(JSON.stringify(listed)).not.toContain(secret);
  expect(await api.deps.db.mail.count({ where: { kind: 'api-key-made', userId: ada.userId } })).toBe(1);

  expect((await ask(secret, 'GET', '/api/v1/credits')).status).toBe(200);
  expect((await api.ask(ada, 'GET', '/api/keys')).json.items[0].lastUsedAt).not.toBeNull();
  const eve = await buildUser(api.deps);
  expect((await api.ask(eve, 'DELETE', `/api/keys/${id}`)).status).toBe(404);
  expect((await api.ask(ada, 'DELETE', `/api/keys/${id}`)).status).toBe(204);
  expect(await code(ask(secret, 'GET', '/api/v1/credits'))).toBe('401 bad_key');
});

test('there are at most so many, also if they are made at once, and only by who signed in a moment ago', async () => {
  const ada = await buildUser(api.deps);
  for (let made = 0; made < maxApiKeys - 1; made++) await makeKey(ada);
  const body = { name: 'One more', scopes: ['read'] };
  const answers = await Promise.all([1, 2, 3].map(() => api.ask(ada, 'POST', '/api/keys', body)));
  expect(answers.map(({ json }) => json.type ?? 'made').sort()).toEqual(['made', 'too_many_keys', 'too_many_keys']);
  await api.deps.db.session.update({
    where: { id: ada.sessionId },
    data: { createdAt: new Date(Date.now() - 3_600_000) },
  });
  expect((await api.ask(ada, 'POST', '/api/keys', body)).json.type).toBe('sign_in_again');
});

test('nothing but a key that works opens it, and no other origin is given leave', async () => {
  const ada = await buildUser(api.deps);
  const { id, secret } = await makeKey(ada);
  for (const [name, endpoint] of endpoints)
    expect([name, await code(call(undefined, endpoint))]).toEqual([name, '401 bad_key']);
  const path = '/api/v1/credits';
  const bySession = await api.fetch(ada, path);
  expect([bySession.status, bySession.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="UPixel API"']);
  expect(await code(ask(undefined, 'GET', `${path}?key=${secret}`))).toBe('401 bad_key');
  expect(await code(ask(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`, 'GET', path))).toBe('401 bad_key');
  expect(await code(ask('nonsense', 'GET', path))).toBe('401 bad_key');
  for (const method of ['GET', 'OPTIONS']) {
    const answer = await fetch(api.url + path, {
      method,
      headers: { origin: 'https://evil.example.com', authorization: `Bearer ${secret}` },
    });
    expect([...answer.headers.keys()].filter((header) => header.startsWith('access-control'))).toEqual([]);
  }
  await api.deps.db.apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect(await code(ask(secret, 'GET', path))).toBe('401 bad_key');
  expect((await api.ask(ada, 'GET', '/api/keys')).json.items[0].hasEnded).toBe(true);
});

test('a key does what it is for, and nothing else', async () => {
  const ada = await buildUser(api.deps);
  for (const [name, endpoint] of endpoints) {
    const { secret } = await makeKey(
      await buildUser(api.deps),
      everything.filter((scope) => scope !== endpoint.scope),
    );
    expect([name, await code(call(secret, endpoint))]).toEqual([name, '403 missing_scope']);
  }
  expect((await api.ask(ada, 'POST', '/api/keys', { name: 'Nothing', scopes: [] })).status).toBe(400);
  expect((await api.ask(ada, 'POST', '/api/keys', { name: 'Operator', scopes: ['operate'] })).status).toBe(400);
});

test('what is somebody else’s is answered like what does not exist', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps, { credits: 10 })];
  const { assetIds, id } = await buildGeneration(api.deps, ada);
  const [assetId = ''] = assetIds;
  const { secret } = await makeKey(eve);
  for (const [name, endpoint] of endpoints.filter(([, { params }]) => params)) {
    const theirs = await call(secret, endpoint, endpoint.path.includes('assets') ? assetId : id);
    const nobodys = await call(secret, endpoint);
    expect([name, theirs.status, theirs.json]).toEqual([name, 404, nobodys.json]);
  }
  expect((await ask(secret, 'GET', '/api/v1/assets')).json).toEqual({ items: [], next: null });
  expect((await ask(secret, 'GET', '/api/v1/generations')).json).toEqual({ items: [], next: null });
  const references = [{ from: 'asset', id: assetId }];
  expect(await code(ask(secret, 'POST', '/api/v1/generations', { prompt: 'mine', model: 'rd-fast', references }))).toBe(
    '409 bad_reference',
  );
  expect((await ask((await makeKey(ada)).secret, 'GET', `/api/v1/assets/${assetId}`)).status).toBe(200);
});

test('a picture is put into a project, marked and taken away', async () => {
  const ada = await buildUser(api.deps);
  const { assetIds } = await buildGeneration(api.deps, ada);
  const path = `/api/v1/assets/${assetIds[0]}`;
  const { json: project } = await api.ask(ada, 'POST', '/api/projects', { name: 'Knights' });
  const { secret } = await makeKey(ada);
  for (const [name, endpoint] of endpoints.filter(([, { params, method }]) => !params && method === 'GET'))
    expect(endpoint.answer?.safeParse((await call(secret, endpoint)).json).error, name).toBeUndefined();
  const changed = await ask(secret, 'PATCH', path, { projectId: project.id, isFavourite: true });
  expect(changed.json).toMatchObject({ projectId: project.id, isFavourite: true });
  expect(await code(ask(secret, 'PATCH', path, { projectId: randomUUID() }))).toBe('404 not_found');
  expect((await ask(secret, 'DELETE', path)).status).toBe(204);
  expect(await code(ask(secret, 'GET', path))).toBe('404 not_found');
});

test('under one Idempotency-Key it is made once and paid once, however often and however many at once it is sent', async () => {
  const [ada, eve] = [await buildUser(api.deps, { credits: 40 }), await buildUser(api.deps, { credits: 40 })];
  const { secret } = await makeKey(ada);
  const headers = { 'idempotency-key': 'knight-1' };
  const body = { prompt: 'a fox knight', model: 'rd-fast', seed: 7 };
  const make = (sent: object, key = secret) => ask(key, 'POST', '/api/v1/generations', sent, headers);
  const answers = await Promise.all([make(body), make(body), make(body)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  const [first] = answers.map(({ json }) => v1Contract.createGeneration.answer.parse(json));
  // In another order, with what is usual said: the very same.
  const again = await make({ seed: 7, count: 1, model: 'rd-fast', prompt: 'a fox knight' });
  expect([again.json.id, again.headers.get('idempotency-replayed')]).toEqual([first?.id, 'true']);
  expect(new Set(answers.map(({ json }) => json.id))).toEqual(new Set([first?.id]));
  expect(answers.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(2);
  expect(first).toMatchObject({
    status: 'queued',
    prompt: 'a fox knight',
    model: 'rd-fast',
    seed: 7,
    count: 1,
    assets: [],
    shortfall: null,
  });
  const price = first?.price ?? 0;
  // The month's free credits come with the first look.
  const { balance, onHold } = (await ask(secret, 'GET', '/api/v1/credits')).json;
  expect(onHold).toBe(price);
  expect(await code(make({ ...body, seed: 8 }))).toBe('409 idempotency_conflict');
  const theirs = await make(body, (await makeKey(eve)).secret);
  expect(theirs.json.id).not.toBe(first?.id);
  expect(await code(ask(secret, 'POST', '/api/v1/generations', body, { 'idempotency-key': 'with space' }))).toBe(
    '400 invalid_request',
  );
  expect(await api.deps.db.generation.count({ where: { userId: ada.userId } })).toBe(1);

  const canceled = await ask(secret, 'POST', `/api/v1/generations/${first?.id}/cancel`);
  expect(canceled.json).toEqual({ outcome: 'canceled' });
  expect((await make(body)).json).toMatchObject({ id: first?.id, status: 'canceled' });
  expect((await ask(secret, 'GET', '/api/v1/credits')).json).toMatchObject({ balance: balance + price, onHold: 0 });
  const faulty = (await findFaultyWallets(api.deps)).map(({ walletId }) => walletId);
  expect(faulty).not.toContain(ada.walletId);
});

test('what is refused costs nothing, and says why in one shape', async () => {
  const ada = await buildUser(api.deps, { credits: 3 });
  const { secret } = await makeKey(ada);
  const refused = (body: unknown, more: Record<string, string> = {}) =>
    code(ask(secret, 'POST', '/api/v1/generations', body, more));
  const fox = { prompt: 'a fox', model: 'rd-fast' };
  expect(await refused({ ...fox, count: 4 })).toBe('409 too_few_credits');
  expect(await refused({ ...fox, model: 'dall-e' })).toBe('400 unknown_model');
  expect(await refused({ ...fox, size: 'huge' })).toBe('400 unknown_size');
  expect(await refused({ ...fox, negativePrompt: 'cats' })).toBe('409 takes_no_negative_prompt');
  expect(await refused({ ...fox, projectId: randomUUID() })).toBe('409 unknown_project');
  expect(await refused(undefined)).toBe('400 invalid_request');
  expect(await refused(fox, { 'content-type': 'text/plain' })).toBe('415 not_json');
  expect(await code(ask(secret, 'GET', '/api/v1/assets?cursor=W10'))).toBe('400 bad_cursor');
  expect(await code(ask(secret, 'GET', '/api/v1/nothing'))).toBe('404 not_found');
  // A field that we do not know is no slip to pass over: it would be paid.
  const { json } = await ask(secret, 'POST', '/api/v1/generations', { ...fox, negative_prompt: 'cats' });
  expect(json.error).toMatchObject({
    code: 'invalid_request',
    fields: [{ message: expect.stringContaining('negative_prompt') }],
  });
  const wrong = (await ask(secret, 'POST', '/api/v1/generations', { ...fox, count: 9 })).json.error;
  expect(wrong.message).toBe('count: At most 4. Nothing was done, and it cost nothing.');
  const long = await ask(secret, 'POST', '/api/v1/generations', { prompt: 'x'.repeat(110_000) });
  expect([long.status, long.json.error.message]).toEqual([413, expect.stringContaining('larger than 100 kB')]);
  const quote = await ask(secret, 'POST', '/api/v1/quotes', { ...fox, count: 4 });
  expect(quote.json.problems).toMatchObject([{ code: 'too_few_credits' }]);
  expect(quote.json.problems[0].message).not.toContain('Nothing was made');
  expect((await ask(secret, 'GET', '/api/v1/credits')).json).toMatchObject({ onHold: 0 });
  expect(await api.deps.db.generation.count({ where: { userId: ada.userId } })).toBe(0);
});

test('each key has a budget, and each answer says what is left of it', async () => {
  const ada = await buildUser(api.deps);
  const [one, other] = [await makeKey(ada), await makeKey(ada)];
  const { requests, seconds } = rateLimits.change;
  const remove = ({ secret }: { secret: string }) => ask(secret, 'DELETE', `/api/v1/assets/${randomUUID()}`);
  const first = await remove(one);
  expect(first.status).toBe(404);
  expect(first.headers.get('ratelimit-policy')).toBe(`${requests};w=${seconds}`);
  expect(first.headers.get('ratelimit-remaining')).toBe(String(requests - 1));
  for (let sent = 1; sent < requests; sent++) await remove(one);
  const over = await remove(one);
  expect([over.status, over.json.error.code]).toEqual([429, 'too_many_requests']);
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(over.headers.get('retry-after')).toBe(over.headers.get('ratelimit-reset'));
  expect((await remove(other)).status).toBe(404);
  expect((await ask(one.secret, 'GET', '/api/v1/credits')).status).toBe(200);
});

test('whoever is blocked sees what they have and makes nothing; while a deletion is due no key works', async () => {
  const ada = await buildUser(api.deps, { credits: 20 });
  const { secret } = await makeKey(ada);
  await api.deps.db.user.update({ where: { id: ada.userId }, data: { blockedAt: new Date() } });
  expect(await code(ask(secret, 'POST', '/api/v1/generations', { prompt: 'a fox' }))).toBe('403 blocked_account');
  expect((await ask(secret, 'GET', '/api/v1/assets')).status).toBe(200);
  await beginDeletion(api.deps, {
    erased: { kind: 'account', userId: ada.userId },
    origin: 'web',
    proof: 'recent_sign_in',
    chat: null,
  });
  const refused = await ask(secret, 'GET', '/api/v1/assets');
  expect([refused.status, refused.json.error]).toEqual([
    409,
    expect.objectContaining({ code: 'deletion_under_way', cost: 0, next: expect.stringContaining('works again') }),
  ]);
  await stopDeletion(api.deps, { userId: ada.userId });
  expect((await ask(secret, 'GET', '/api/v1/assets')).status).toBe(200);
});

test('nothing that a program may send is our mistake', async () => {
  const ada = await buildUser(api.deps, { credits: 5 });
  const { secret } = await makeKey(ada);
  const bodies = [
    null,
    [],
    'x',
    1,
    {},
    { prompt: {} },
    { prompt: 'x'.repeat(5_000) },
    { prompt: 'a\0b' },
    { words: '\ud800' },
  ];
  for (const [name, endpoint] of endpoints) {
    for (const id of ['nonsense', '%ff', randomUUID().toUpperCase()])
      expect((await call(secret, endpoint, id)).status, name).toBeLessThan(500);
    if (endpoint.body)
      for (const body of bodies) {
        const answer = await ask(secret, endpoint.method, endpoint.path, body);
        expect([name, answer.status]).toEqual([name, 400]);
        apiError.parse(answer.json);
      }
  }
  expect(await code(ask('schlüssel', 'GET', '/api/v1/credits'))).toBe('401 bad_key');
});
