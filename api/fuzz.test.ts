import { createHmac, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { request } from 'node:http';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { addOperator } from '#core/operators/grant.ts';
import { goodPassword, type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { inProof } from '#test/proof.ts';
import { startWorld, type World } from '#test/world.ts';
import { posts } from './auth/posts.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** Stands for Discord's key. */
const discordKeys = generateKeyPairSync('ed25519');
const discordPublicKey = Buffer.from(discordKeys.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString(
  'hex',
);
let world: World;
let ada: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'worker', 'bots'],
    env: { REPLICATE_WEBHOOK_SECRET: secret, DISCORD_PUBLIC_KEY: discordPublicKey },
    logLevel: 'fatal',
  });
  ada = webPerson(world);
  await ada.register('ada@example.com');
  await addOperator(world.deps, 'ada@example.com');
});
afterAll(() => world.close());
beforeEach(() => world.deps.db.rateLimiterFlexible.deleteMany());

/** Random, so that PostgreSQL cannot compress it: this much fits into no index. */
const overlong = (length: number) => randomBytes(length).toString('hex').slice(0, length);
const hostileTexts = ['\0', '\ud800', overlong(20_000), 1e308];
/** Values that no form of ours sends. */
const hostile: unknown[] = [
  ...hostileTexts,
  ['\0'],
  { toString: 'x' },
  null,
  -1,
  Number.MAX_SAFE_INTEGER,
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
];

/** A value that a schema accepts, as far as its JSON schema tells. */
function sampleOf(json: z.core.JSONSchema.BaseSchema): unknown {
  const [first] = json.oneOf ?? json.anyOf ?? [];
  if (typeof first === 'object') return sampleOf(first);
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  switch (json.type) {
    case 'string':
      if (json.format === 'uuid') return randomUUID();
      if (json.format === 'email') return 'nobody@example.com';
      if (json.format === 'date') return '2026-11-28';
      return json.pattern?.includes('pi|in|cs') ? 'pi_123' : 'x'.repeat(Math.max(20, json.minLength ?? 0));
    case 'integer':
    case 'number':
      return Math.max(1, json.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return [typeof json.items === 'object' && !Array.isArray(json.items) ? sampleOf(json.items) : 'x'];
    case 'object':
      return Object.fromEntries(
        Object.entries(json.properties ?? {}).map(([key, part]) => [
          key,
          typeof part === 'object' ? sampleOf(part) : 1,
        ]),
      );
    default:
      return null;
  }
}

/** The parts of a request in their valid form, and then with each field invalid in turn. */
function* spoiled(schema: z.ZodType | undefined): Generator<unknown> {
  if (!schema) return yield undefined;
  const good = sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  yield good;
  yield* hostile;
  if (typeof good !== 'object' || good === null) return;
  // In the check the values take turns, from field to field.
  for (const [index, key] of Object.keys(good).entries())
    for (const [nth, bad] of hostileTexts.entries())
      if (inProof || nth === index % hostileTexts.length) yield { ...good, [key]: bad };
}

async function expectAnswered(requests: Array<() => Promise<{ status: number; body: unknown }>>, atOnce = 12) {
  const failed: unknown[] = [];
  const waiting = [...requests];
  const run = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const answer = await next();
      if (answer.status >= 500) failed.push(answer.body);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  expect(failed).toEqual([]);
}

const encoded = (value: unknown) =>
  encodeURIComponent(
    String(typeof value === 'object' ? JSON.stringify(value) : value)
      .slice(0, 6_000)
      .replace(/\p{Cs}/gu, '%'),
  );

test('no endpoint of the contract answers rubbish with a mistake of ours', async () => {
  const requests = Object.values<Endpoint>(contract).flatMap((endpoint) => {
    const { method, path, params, query, body } = endpoint;
    const send = (at: string, sent?: unknown) => () => {
      if (method === 'GET') return ada.get(at);
      if (method === 'DELETE') return ada.remove(at);
      return method === 'PATCH' ? ada.patch(at, sent) : ada.post(at, sent);
    };
    const good = path.replace(':id', randomUUID());
    return [
      ...(params ? hostile.map((bad) => send(path.replace(':id', encoded(bad)), {})) : []),
      ...[...spoiled(query)].map((each) =>
        send(
          `${good}?${Object.entries(each ?? {})
            .map(([key, value]) => `${key}=${encoded(value)}`)
            .join('&')}`,
          {},
        ),
      ),
      ...(body ? [...spoiled(body)].map((each) => send(good, each)) : []),
    ];
  });
  expect(requests.length).toBeGreaterThan(300);
  await expectAnswered(requests);
}, 120_000);

/** So that nothing is refused for its password alone, before the rest is checked. */
const withGoodPasswords = (sent: unknown) =>
  isObject(sent)
    ? Object.fromEntries(
        Object.entries(sent).map(([key, value]) => [
          key,
          /password/i.test(key) && isSample(value) ? goodPassword : value,
        ]),
      )
    : sent;
const isObject = (sent: unknown): sent is object => typeof sent === 'object' && sent !== null && !Array.isArray(sent);
const isSample = (value: unknown) => typeof value === 'string' && /^x{20,200}$/.test(value);

test('nor does signing up, in and out', async () => {
  const [stranger, grace] = [webPerson(world), webPerson(world)];
  await grace.register('grace@example.com');
  const staying = posts.filter(({ path }) => path !== 'sign-out');
  for (const [person, those] of [
    [grace, staying],
    [stranger, posts],
  ] as const)
    await expectAnswered(
      those.flatMap(({ path, body }) =>
        [...spoiled(body)].map((each) => () => person.auth(path, withGoodPasswords(each))),
      ),
    );
  for (const chat of ['discord', 'slack', 'nobody'])
    await expectAnswered(
      ['%00', overlong(5_000), '%ff', '..%2f'].flatMap((bad) => [
        () => stranger.get(`/api/auth/callback/${chat}?code=${bad}&state=${bad}&error=${bad}`),
        () => stranger.get(`/api/auth/callback/${bad}`),
        () => stranger.get(`/api/auth/reset-password/${bad}?callbackURL=${bad}`),
        () => stranger.get(`/api/auth/verify-email?token=${bad}&callbackURL=${bad}`),
      ]),
    );
}, 120_000);

test('nor do the addresses outside the contract', async () => {
  const bad = ['%00', '%ff', overlong(5_000), '..%2f..%2fetc', '%F0%9F%98%80'];
  const at = (text: string) => [
    `/files/assets/${text}/image`,
    `/files/assets/${randomUUID()}/${text}`,
    `/files/avatars/${text}`,
    `/files/zip?ids=${text}&expires=${text}&signature=${text}`,
    `/api/ledger.csv?from=${text}&kind=${text}`,
    `/api/${text}`,
    `/${text}`,
    `/verify?next=${text}`,
  ];
  await expectAnswered(bad.flatMap(at).map((path) => () => ada.get(path)));
  const ofBots = (text: string) => [
    `/${text}`,
    `/slack/install?team=${text}`,
    `/slack/oauth_redirect?code=${text}&state=${text}`,
    `/slack/oauth_redirect?error=${text}`,
    `/slack/events?x=${text}`,
    `/discord/interactions?x=${text}`,
    `/health/${text}`,
  ];
  await expectAnswered(
    bad.flatMap(ofBots).map((path) => async () => {
      const answer = await fetch(`http://127.0.0.1:${world.deps.config.botsPort}${path}`, { redirect: 'manual' });
      return { status: answer.status, body: `${path.slice(0, 60)}: ${(await answer.text()).slice(0, 200)}` };
    }),
  );
});

/** Correctly signed, with content that no vendor sends. */
const bodies = [
  'null',
  '[]',
  '"x"',
  '1',
  'true',
  '{}',
  '',
  '{',
  '{"id":null}',
  '{"id":1,"type":"invoice.paid"}',
  '{"id":"a\\u0000"}',
]
  .concat(['{"id":"evt_\\u0000","type":"invoice.paid"}', `{"id":"evt_${overlong(9_000)}","type":"invoice.paid"}`])
  .concat(['{"id":"evt_1","type":{"toString":1}}', '[['.repeat(20_000), '{"type":2}', '{"type":{"a":1},"data":null}']);

test('nor do the webhooks, however well signed', async () => {
  const { config } = world.deps;
  const post = (url: string, body: string, headers: Record<string, string>) => async () => {
    const answer = await fetch(url, { method: 'POST', body, headers });
    return { status: answer.status, body: `${url} ${body.slice(0, 60)}: ${await answer.text()}` };
  };
  const seconds = Math.floor(Date.now() / 1000);
  const stripe = new Stripe('sk_test_1');
  const slackUrl = `http://127.0.0.1:${config.botsPort}/slack/events`;
  const requests = bodies.flatMap((body) => {
    const signature = createHmac('sha256', Buffer.alloc(32, 7)).update(`msg.${seconds}.${body}`).digest('base64');
    const fromReplicate = {
      'webhook-id': 'msg',
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signature}`,
    };
    const payload = { payload: body, secret: config.stripe.webhookSecret };
    const bySlack = (sent: string, type: string) => {
      const signed = createHmac('sha256', config.slack.signingSecret).update(`v0:${seconds}:${sent}`).digest('hex');
      return post(slackUrl, sent, {
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${signed}`,
        'content-type': type,
      });
    };
    const byDiscord = {
      'x-signature-timestamp': String(seconds),
      'x-signature-ed25519': sign(null, Buffer.from(`${seconds}${body}`), discordKeys.privateKey).toString('hex'),
    };
    return [
      post(`http://127.0.0.1:${config.botsPort}/discord/interactions`, body, byDiscord),
      post(`${config.publicUrl}/webhooks/replicate/${randomUUID()}?slot=0`, body, fromReplicate),
      post(`${config.publicUrl}/webhooks/replicate/%00?slot=1e300`, body, fromReplicate),
      post(`${config.publicUrl}/webhooks/stripe`, body, {
        'stripe-signature': stripe.webhooks.generateTestHeaderString(payload),
      }),
      ...['application/json', 'application/x-www-form-urlencoded', 'text/plain'].map((type) => bySlack(body, type)),
      bySlack(new URLSearchParams({ payload: body }).toString(), 'application/x-www-form-urlencoded'),
    ];
  });
  // Bolt takes three seconds to notice that nobody acknowledges a request.
  await expectAnswered(requests, 100);
  // And nothing has crashed.
  for (const port of [config.webPort, config.botsPort])
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
});

test('the queue dashboard answers its own pages on this machine, and nobody else’s', async () => {
  const { webPort } = world.deps.config;
  // Not by fetch, which sets these headers itself.
  const ask = (headers: Record<string, string>, method = 'GET') =>
    new Promise((resolve, reject) => {
      const options = { method, headers, port: webPort, host: '127.0.0.1', path: '/queues/api/queues' };
      request(options, (answer) => resolve(answer.resume().statusCode))
        .once('error', reject)
        .end();
    });
  const here = `http://127.0.0.1:${webPort}`;
  expect(await ask({})).toBe(200);
  expect(await ask({ origin: here, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await ask({ host: `evil.example.com:${webPort}` })).toBe(403);
  expect(await ask({ host: '127.0.0.1:9' })).toBe(403);
  expect(await ask({ origin: 'http://evil.example.com' })).toBe(403);
  expect(await ask({ origin: 'http://127.0.0.1:9' })).toBe(403);
  expect(await ask({ origin: 'null' })).toBe(403);
  expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await ask({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
  expect(await ask({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'PUT')).toBe(403);
});
