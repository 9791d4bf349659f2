import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashApiKey } from '#core/api-keys/secret.ts';
import { type ApiScope, apiScopeNames, maxApiKeys } from '#core/contract/scopes.ts';
import { type V1Name, v1Contract } from '#core/contract/v1/contract.ts';
import type { V1Endpoint } from '#core/contract/v1/endpoint.ts';
import { rateLimits } from '#core/contract/v1/errors.ts';
import { apiError } from '#core/contract/v1/shapes.ts';
import { maxWebhooks, webhookEventNames } from '#core/contract/webhooks.ts';
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

test('a link is made once for an Idempotency-Key, shows what was chosen, and is ended by nobody else', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps)];
  const { assetIds } = await buildGeneration(api.deps, ada, { images: 2 });
  const [{ secret }, theirs] = [await makeKey(ada, ['share']), await makeKey(eve, ['share'])];
  const make = (body: object, key = secret, more: Record<string, string> = {}) =>
    ask(key, 'POST', '/api/v1/shares', body, more);
  const headers = { 'idempotency-key': 'link-1' };
  const made = await make({ assetIds, showsPrompt: true }, secret, headers);
  expect([made.status, made.json]).toEqual([201, expect.objectContaining({ pictures: 2, seen: 2, showsPrompt: true })]);
  expect(made.json.url).toMatch(/\/s\/[\w-]{20,}$/);
  expect((await make({ assetIds, showsPrompt: true }, secret, headers)).json).toEqual(made.json);
  expect(await code(make({ assetIds }, secret, headers))).toBe('409 idempotency_conflict');
  expect(await code(make({ assetIds }, theirs.secret))).toBe('404 not_found');
  expect(await code(make({ assetIds, expiresAt: '2020-01-01T00:00:00Z' }))).toBe('400 invalid_request');
  // What is no time is told so, and not also that it is past.
  expect((await make({ assetIds, expiresAt: 'tomorrow' })).json.error.fields).toEqual([
    { path: 'expiresAt', message: 'It has to be a time, as in 2026-11-29T12:00:00Z.' },
  ]);
  const list = async (query = '') => (await ask(secret, 'GET', `/api/v1/shares${query}`)).json;
  expect(await list(`?asset=${assetIds[1]}`)).toEqual({ items: [made.json], next: null });
  expect(await list(`?asset=${randomUUID()}`)).toEqual({ items: [], next: null });

  const path = `/api/v1/shares/${made.json.id}`;
  expect(await code(ask(theirs.secret, 'DELETE', path))).toBe('404 not_found');
  expect([(await ask(secret, 'DELETE', path)).status, await list()]).toEqual([204, { items: [], next: null }]);
  // What is in the trash is not shown, and its file is not given out.
  await api.ask(ada, 'POST', '/api/assets/trash', { ids: [assetIds[0]] });
  expect(await code(make({ assetIds }))).toBe('409 cannot_share');
  const reader = await makeKey(ada, ['read']);
  expect(await code(ask(reader.secret, 'GET', `/api/v1/assets/${assetIds[0]}/file`))).toBe('404 not_found');
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

test('each size that the list of models names is one that the model draws', async () => {
  const { secret } = await makeKey(await buildUser(api.deps, { credits: 1_000 }));
  const { items } = v1Contract.listModels.answer.parse((await ask(secret, 'GET', '/api/v1/models')).json);
  const drawn = async (model: string, size: string, preset?: string) => {
    const body = { prompt: 'a fox', model, size, ...(preset ? { pixel: { preset } } : {}) };
    const { status, json } = await ask(secret, 'POST', '/api/v1/quotes', body);
    expect(status, JSON.stringify(json)).toBe(200);
    return !json.problems.some((problem: { code: string }) => problem.code === 'takes_no_size');
  };
  const refused: string[] = [];
  const exact: ReadonlyArray<readonly [string, (typeof items)[number]['exactSizes'], string?]> = items.flatMap(
    (model) => [
      [model.name, model.exactSizes] as const,
      ...model.presetSizes.map(({ preset, ...sides }) => [model.name, sides, preset] as const),
    ],
  );
  for (const { name, sizes } of items)
    for (const size of sizes) if (!(await drawn(name, size))) refused.push(`${name} ${size}`);
  for (const [name, sides, preset] of exact) {
    if (!sides) continue;
    const { min, max, isSquare } = sides;
    for (const size of [`${min}x${min}`, `${max}x${isSquare ? max : min}`])
      if (!(await drawn(name, size, preset))) refused.push(`${name} ${preset} ${size}`);
    if (isSquare && min < max)
      expect([name, preset, await drawn(name, `${max}x${min}`, preset)]).toEqual([name, preset, false]);
  }
  expect(refused).toEqual([]);
  const animation = items.find(({ name }) => name === 'rd-animation');
  expect(animation).toMatchObject({ sizes: ['square'], exactSizes: { isSquare: true } });
  expect(animation?.presetSizes).toContainEqual({ preset: 'vfx', min: 24, max: 96, step: 1, isSquare: true });
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
  expect(await refused({ ...fox, pixel: { preset: 'isometric' } })).toBe('409 takes_no_preset');
  expect(await refused({ ...fox, pixel: { palette: 'no such thing' } })).toBe('400 unknown_palette');
  expect(await refused({ ...fox, projectId: randomUUID() })).toBe('409 unknown_project');
  expect(await refused(undefined)).toBe('400 invalid_request');
  expect(await refused(fox, { 'content-type': 'text/plain' })).toBe('415 not_json');
  expect(await code(ask(secret, 'GET', '/api/v1/assets?cursor=W10'))).toBe('400 bad_cursor');
  expect(await code(ask(secret, 'GET', '/api/v1/nothing'))).toBe('404 not_found');
  const put = await ask(secret, 'PUT', '/api/v1/generations', fox);
  expect([put.status, put.json.error.code]).toEqual([405, 'method_not_allowed']);
  expect(put.headers.get('allow')).toBe('GET, POST');
  const both = { assetIds: [randomUUID()], projectId: randomUUID(), engine: 'godot' };
  for (const body of [both, { engine: 'godot' }])
    expect((await ask(secret, 'POST', '/api/v1/exports', body)).json.error).toMatchObject({
      code: 'invalid_request',
      fields: [{ message: 'Say which pictures, or which project, and not both.' }],
    });
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

test('a program names its webhooks, tests and changes them, and sees what was sent; the secret is shown once', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps)];
  const [{ secret }, { secret: others }] = [await makeKey(ada), await makeKey(eve)];
  const url = 'https://upixel.invalid/hook';
  const made = await ask(secret, 'POST', '/api/v1/webhooks', { url });
  expect([made.status, made.json.secret]).toEqual([201, expect.stringMatching(/^whsec_[\w+/]{43}=$/)]);
  expect(made.json.webhook).toMatchObject({ url, isOn: true, offBecause: null, events: webhookEventNames });
  const path = `/api/v1/webhooks/${made.json.webhook.id}`;
  expect(made.headers.get('location')).toBe(path);
  expect((await ask(secret, 'GET', path)).json).toEqual(made.json.webhook);
  expect(JSON.stringify((await ask(secret, 'GET', '/api/v1/webhooks')).json)).not.toContain(made.json.secret);

  const refused = (body: object) => code(ask(secret, 'POST', '/api/v1/webhooks', body));
  for (const bad of [
    'http://example.com/',
    'https://10.0.0.1/',
    'https://localhost/',
    'http://127.0.0.1:8080/',
    'nonsense',
  ])
    expect([bad, await refused({ url: bad })]).toEqual([bad, '400 bad_webhook_url']);
  expect(await refused({ url, events: [] })).toBe('400 invalid_request');
  expect(await refused({ url, events: ['everything'] })).toBe('400 invalid_request');

  const tested = await ask(secret, 'POST', `${path}/test`);
  expect([tested.status, tested.json]).toMatchObject([202, { event: 'webhook.test', status: 'pending', attempts: 0 }]);
  expect((await ask(secret, 'GET', `${path}/deliveries`)).json).toEqual({ items: [tested.json], next: null });
  const repeat = `/api/v1/webhook-deliveries/${tested.json.id}/repeat`;
  expect((await ask(secret, 'POST', repeat)).json).toMatchObject({ id: tested.json.id, status: 'pending' });
  const rotated = await ask(secret, 'POST', `${path}/secret`);
  expect(rotated.json).toMatchObject({ webhook: { oldSecretUntil: expect.any(String) } });
  expect(rotated.json.secret).not.toBe(made.json.secret);

  for (const [method, each, body] of [
    ['GET', path, undefined],
    ['PATCH', path, { isOn: false }],
    ['POST', `${path}/test`, undefined],
    ['POST', `${path}/secret`, undefined],
    ['GET', `${path}/deliveries`, undefined],
    ['POST', repeat, undefined],
    ['DELETE', path, undefined],
  ] as const)
    expect([method, each, await code(ask(others, method, each, body))]).toEqual([method, each, '404 not_found']);

  const off = await ask(secret, 'PATCH', path, { isOn: false, events: ['generation.failed'] });
  expect(off.json).toMatchObject({ isOn: false, offBecause: 'person', events: ['generation.failed'] });
  expect((await ask(secret, 'PATCH', path, { isOn: true })).json).toMatchObject({ isOn: true, offBecause: null });
  for (let count = 1; count < maxWebhooks; count++) await ask(secret, 'POST', '/api/v1/webhooks', { url });
  expect(await refused({ url })).toBe('409 too_many_webhooks');
  expect((await ask(secret, 'DELETE', path)).status).toBe(204);
  expect(await code(ask(secret, 'GET', path))).toBe('404 not_found');
  expect(await api.deps.db.webhookDelivery.count({ where: { endpoint: { userId: ada.userId } } })).toBe(0);
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
  // However long the others take.
  await api.deps.db.rateLimiterFlexible.updateMany({ data: { expire: new Date(Date.now() + 600_000) } });
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
    // One for each: a key’s budget is for fewer requests than these.
    const { secret } = await makeKey(await buildUser(api.deps));
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
