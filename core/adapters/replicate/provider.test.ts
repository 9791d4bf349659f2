import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ImageProvider, ImageProviderError } from '#core/ports/image-provider.ts';
import { createClock } from '#sandbox/kit/clock.ts';
import { createFaults, type FaultAction } from '#sandbox/kit/faults.ts';
import { type Answer, type Request, type Routes, serve } from '#sandbox/kit/serve.ts';
import type { Call } from '#sandbox/kit/stand-in.ts';
import { createReplicateProvider } from './provider.ts';

// The wire alone: how the client and our transport handle good and bad answers. Whole runs are tested against
// the stand-in.

const clock = createClock();
const faults = createFaults();
const calls: Call[] = [];
let answers: Record<string, (request: Request) => Answer>;
let list: unknown[][] = [];
let server: Awaited<ReturnType<typeof serve>>;
let provider: ImageProvider;
const warnings: string[] = [];

const model = 'black-forest-labs/flux-schnell';
const input = { prompt: 'a fox', aspect_ratio: '1:1', num_outputs: 1, seed: 7, output_format: 'png' };
const create = (signal?: AbortSignal) =>
  provider.create({ model, input, webhookUrl: 'https://upixel.example/hook/g1', deadlineMs: 120_000, signal });

const prediction = (fields: object = {}) => ({
  id: 'p1',
  model,
  status: 'starting',
  input,
  output: null,
  error: null,
  logs: '',
  data_removed: false,
  created_at: '2026-11-24T10:00:00.000Z',
  urls: {},
  ...fields,
});

const routes: Routes = {
  'POST /v1/models/:owner/:name/predictions': () => ({ status: 201, body: prediction() }),
  'GET /v1/predictions/:id': (request) => answers[`get ${request.params.id}`]?.(request) ?? { body: prediction() },
  'POST /v1/predictions/:id/cancel': () => ({ body: prediction({ status: 'canceled' }) }),
  'GET /v1/predictions': ({ query }) => {
    const page = Number(query.get('cursor') ?? 0);
    const next = page + 1 < list.length ? `${server.url}/v1/predictions?cursor=${page + 1}` : null;
    return { body: { previous: null, next, results: list[page] ?? [] } };
  },
  'POST /v1/files': ({ files }) => ({
    status: 201,
    body: { id: 'f1', urls: { get: `${server.url}/v1/files/${files[0]?.filename}-${files[0]?.bytes.length}` } },
  }),
  // "204 No Content", or 404: https://replicate.com/docs/reference/http#files.delete
  'DELETE /v1/files/:id': ({ params }) =>
    params.id === 'f1' ? { status: 204 } : { status: 404, body: { detail: 'not found', status: 404 } },
  'GET /v1/models/:owner/:name': () => ({
    body: {
      latest_version: { openapi_schema: { components: { schemas: { Input: { properties: { prompt: {} } } } } } },
    },
  }),
  'GET /v1/webhooks/default/secret': () => ({ body: { key: 'whsec_bW9ybmluZw==' } }),
};

beforeAll(async () => {
  const rateLimit = (retryAfterS: number): Answer => ({
    status: 429,
    headers: { 'retry-after': String(retryAfterS) },
    body: { title: 'Too Many Requests', detail: 'Request was throttled.', status: 429, retry_after: retryAfterS },
  });
  const error = (status: number): Answer => ({ status, body: { title: 'Error', detail: `Status ${status}.`, status } });
  server = await serve({ routes, error, rateLimit, faults, clock, calls });
  const logger = { warn: (_: object, message: string) => void warnings.push(message) };
  provider = createReplicateProvider({ apiUrl: `${server.url}/v1`, token: 'r8_t', now: clock.now, logger });
});

afterEach(() => {
  clock.advance(60_000); // past any wait that a test was asked for
  faults.clear();
  calls.length = 0;
  list = [];
  answers = {};
  warnings.length = 0;
});

afterAll(async () => {
  clock.stop();
  await server.close();
});

it('asks for a run with our token, a deadline and only the webhooks we use', async () => {
  expect(await create()).toEqual({
    id: 'p1',
    status: 'starting',
    outputs: [],
    refused: false,
    createdAt: new Date('2026-11-24T10:00:00Z'),
    dataRemoved: false,
  });
  expect(calls).toHaveLength(1);
  expect(calls[0]?.path).toBe('/v1/models/black-forest-labs/flux-schnell/predictions');
  expect(calls[0]?.headers).toMatchObject({ authorization: 'Bearer r8_t', 'cancel-after': '120s' });
  expect(calls[0]?.headers.prefer).toBeUndefined();
  expect(calls[0]?.body).toEqual({
    input,
    webhook: 'https://upixel.example/hook/g1',
    webhook_events_filter: ['completed'],
  });
});

it.each<[string, FaultAction, object]>([
  ['429 with a time', { type: 'rateLimit', retryAfterS: 3 }, { code: 'rate_limited', retryAfterMs: 3_000 }],
  [
    '429 with a header only',
    { type: 'answer', status: 429, body: 'slow down', headers: { 'retry-after': '2' } },
    { code: 'rate_limited', retryAfterMs: 2_000 },
  ],
  ['429 with nothing', { type: 'answer', status: 429, body: '' }, { code: 'rate_limited', retryAfterMs: 10_000 }],
  ['402', { type: 'answer', status: 402 }, { code: 'no_credit' }],
  ['401', { type: 'answer', status: 401 }, { code: 'unauthorized' }],
  ['404', { type: 'answer', status: 404 }, { code: 'not_found' }],
  [
    '422',
    { type: 'answer', status: 422, body: { detail: '- input.seed: Invalid type. Got: a fox' } },
    { code: 'invalid_input', message: 'The image provider rejects the input: input.seed.' },
  ],
  ['500', { type: 'answer', status: 500 }, { code: 'unknown_outcome' }],
  ['502 in HTML', { type: 'answer', status: 502, body: '<html>' }, { code: 'unknown_outcome' }],
  ['a page of HTML', { type: 'answer', status: 200, body: '<html>' }, { code: 'unknown_outcome' }],
  ['no prediction', { type: 'answer', status: 201, body: { detail: 'ok' } }, { code: 'unknown_outcome' }],
  ['a connection cut before', { type: 'drop' }, { code: 'unknown_outcome' }],
  ['a connection cut after', { type: 'dropAfter' }, { code: 'unknown_outcome' }],
])('sends a creation once, whatever comes back: %s', async (_, fault, expected) => {
  faults.add({ on: 'POST /v1/models', do: fault });
  await expect(create()).rejects.toMatchObject({ name: 'ImageProviderError', ...expected });
  expect(calls).toHaveLength(1);
});

it('knows that a creation which found nobody listening was never sent', async () => {
  const closed = await serve({ routes, error: () => ({}), rateLimit: () => ({}), faults, clock, calls });
  await closed.close();
  const nobody = createReplicateProvider({ apiUrl: `${closed.url}/v1`, token: 'r8_t' });
  const attempt = nobody.create({ model, input, webhookUrl: 'https://upixel.example/hook', deadlineMs: 60_000 });
  await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
});

it('does not know how a creation ended that was given up', async () => {
  faults.add({ on: 'POST /v1/models', do: { type: 'slow', ms: 2_000 } });
  const patience = new AbortController();
  const attempt = expect(create(patience.signal)).rejects.toMatchObject({ code: 'unknown_outcome' });
  await expect.poll(() => calls.length).toBe(1); // it has arrived
  patience.abort();
  await attempt;
  expect(calls).toHaveLength(1);
});

it('waits five seconds for an answer, no longer', async () => {
  faults.add({ on: 'POST /v1/models', do: { type: 'slow', ms: 9_000 } });
  const startMs = performance.now();
  await expect(create()).rejects.toMatchObject({ code: 'unknown_outcome' });
  expect(performance.now() - startMs).toBeLessThan(9_000); // the answer itself comes later still
});

it('asks once more when reading fails, and no more than once', async () => {
  faults.add({ on: 'GET /v1/predictions', do: { type: 'drop' } });
  expect(await provider.get('p1')).toMatchObject({ id: 'p1' });
  expect(calls).toHaveLength(2);

  faults.add({ on: 'GET /v1/predictions', do: { type: 'answer', status: 503 }, times: 9 });
  await expect(provider.get('p1')).rejects.toMatchObject({ code: 'unavailable' });
  expect(calls).toHaveLength(4);

  faults.clear();
  faults.add({ on: 'GET /v1/predictions', do: { type: 'rateLimit', retryAfterS: 1 } });
  await expect(provider.get('p1')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
  expect(calls).toHaveLength(5);
});

it.each<[string, object, object]>([
  ['one address', { status: 'succeeded', output: 'https://d/1.png' }, { outputs: ['https://d/1.png'], refused: false }],
  [
    'a list',
    { status: 'succeeded', output: ['https://d/1', 'https://d/2'] },
    { outputs: ['https://d/1', 'https://d/2'] },
  ],
  ['an empty list', { status: 'succeeded', output: [] }, { outputs: [], refused: true, status: 'succeeded' }],
  ['deleted data', { status: 'succeeded', data_removed: true }, { outputs: [], refused: false, dataRemoved: true }],
  ['NSFW', { status: 'failed', error: 'NSFW content detected. Try again.' }, { status: 'failed', refused: true }],
  ['E005', { status: 'failed', error: 'The input was flagged as sensitive. (E005)' }, { refused: true }],
  ['a crash', { status: 'failed', error: 'CUDA out of memory' }, { refused: false, error: 'CUDA out of memory' }],
  ['an object as error', { status: 'failed', error: { code: 3 } }, { refused: false, error: '{"code":3}' }],
  ['aborted', { status: 'aborted' }, { status: 'canceled', refused: false }],
  ['a log', { status: 'processing', logs: ' 25%|██   | 1/4\n 50%|████ | 2/4 [00:01]' }, { progress: 0.5 }],
  ['the time', { status: 'succeeded', output: 'u', metrics: { predict_time: 1.2345 } }, { predictTimeMs: 1235 }],
])('reads a prediction with %s', async (_, fields, expected) => {
  answers['get p9'] = () => ({ body: prediction(fields) });
  expect(await provider.get('p9')).toMatchObject(expected);
});

it('finds what an unanswered creation paid for, over pages, no further back than asked', async () => {
  const at = (s: number) => ({ created_at: `2026-11-24T10:00:${String(s).padStart(2, '0')}Z` });
  const reordered = Object.fromEntries(Object.entries(input).reverse());
  list = [
    [
      prediction({ id: 'other-seed', input: { ...input, seed: 8 }, ...at(50) }),
      prediction({ id: 'a', ...at(45) }),
      prediction({ id: 'other-model', model: 'a/b', ...at(44) }),
      prediction({ id: 'more-input', input: { ...input, image: 'x' }, ...at(43) }),
    ],
    [prediction({ id: 'b', input: reordered, status: 'succeeded', output: ['u'], ...at(40) })],
    [prediction({ id: 'too-old', ...at(10) })],
    [prediction({ id: 'never-read', ...at(5) })],
  ];
  const found = await provider.findUnclaimed({ model, input, createdAfter: new Date('2026-11-24T10:00:30Z') });
  expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(found[1]?.outputs).toEqual(['u']);
  expect(calls).toHaveLength(3);
});

it('tells runs of equal input apart by their webhook, where the provider repeats it', async () => {
  const webhook = (slot: number) => `https://upixel.example/hook/g1?slot=${slot}`;
  list = [
    [
      prediction({ id: 'b', webhook: webhook(1) }),
      prediction({ id: 'a', webhook: webhook(0), input: { ...input, more: 1 } }),
    ],
  ];
  const find = (webhookUrl?: string) => provider.findUnclaimed({ model, input, createdAfter: new Date(0), webhookUrl });
  expect((await find(webhook(0))).map(({ id }) => id)).toEqual(['a']);
  expect((await find(webhook(1))).map(({ id }) => id)).toEqual(['b']);
  expect((await find()).map(({ id }) => id)).toEqual(['b']);
});

it('finds a run that was asked for as a file of another type', async () => {
  const webhookUrl = 'https://upixel.example/hook/g1?slot=0';
  const asJpeg = { ...input, output_format: 'jpg', output_quality: 100 };
  list = [[prediction({ id: 'b' }), prediction({ id: 'a', webhook: webhookUrl })]];
  const find = { model, input: asJpeg, createdAfter: new Date(0), webhookUrl } as const;
  expect((await provider.findUnclaimed(find)).map(({ id }) => id)).toEqual(['b', 'a']);
  const another = { ...find, input: { ...asJpeg, seed: 8 } };
  expect(await provider.findUnclaimed(another)).toEqual([]);
});

it('stops looking after forty pages, and does not say then that it is not there', async () => {
  list = Array.from({ length: 42 }, (_, page) => [prediction({ id: `p${page}`, input: {} })]);
  await expect(provider.findUnclaimed({ model, input, createdAfter: new Date(0) })).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(calls).toHaveLength(40);
  expect(warnings).toEqual(['stopped looking for a lost prediction']);
});

it('cancels, and takes a run that is gone as nothing to cancel', async () => {
  expect(await provider.cancel('p1')).toMatchObject({ status: 'canceled' });
  faults.add({ on: 'cancel', do: { type: 'answer', status: 404 } });
  expect(await provider.cancel('p1')).toBeUndefined();
  faults.add({ on: 'cancel', do: { type: 'dropAfter' } });
  await expect(provider.cancel('p1')).rejects.toMatchObject({ code: 'unavailable' });
});

it('hands over a reference image', async () => {
  expect(await provider.upload(Buffer.alloc(1234), 'image/png', 'fox.png')).toBe(`${server.url}/v1/files/fox.png-1234`);
});

it('deletes an upload with one request, and one that is gone or another’s with none that fails', async () => {
  calls.length = 0;
  await provider.deleteUpload(`${server.url}/v1/files/f1`);
  await provider.deleteUpload(`${server.url}/v1/files/gone`);
  await provider.deleteUpload('https://elsewhere.example/files/f1');
  expect(calls.map(({ path }) => path)).toEqual(['/v1/files/f1', '/v1/files/gone']);
});

it('delivers from where its API is, the real one from its own domain', () => {
  expect(provider.outputHosts).toEqual([new URL(server.url).host]);
  const real = createReplicateProvider({ apiUrl: 'https://api.replicate.com/v1', token: 'r8_t' });
  expect(real.outputHosts).toEqual(['replicate.delivery']);
});

it('says which inputs a model no longer takes, and which model is gone', async () => {
  expect(await provider.checkModel(model)).toContain(`${model} no longer takes aspect_ratio.`);
  faults.add({ on: 'GET /v1/models', do: { type: 'answer', status: 404 } });
  expect(await provider.checkModel(model)).toEqual([`${model} no longer exists.`]);
  expect(await provider.checkModel('ada/unknown')).toEqual(['ada/unknown is not in our catalogue.']);
});

it('asks the API for the key of webhooks', async () => {
  const webhook = { 'webhook-id': 'm', 'webhook-timestamp': String(Math.floor(clock.now() / 1_000)) };
  expect(await provider.verifyWebhook('{}', { ...webhook, 'webhook-signature': 'v1,AAAA' })).toBe(false);
  expect(calls.map(({ path }) => path)).toEqual(['/v1/webhooks/default/secret']);
});

it('sends no creation while the provider asked to wait, and says how long that is', async () => {
  faults.add({ on: 'predictions', do: { type: 'rateLimit', retryAfterS: 7 } });
  await expect(create()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 7_000 });
  clock.advance(2_000);
  const refused = await create().catch((error: ImageProviderError) => error);
  expect(refused).toMatchObject({ code: 'rate_limited' });
  expect(refused instanceof ImageProviderError && refused.retryAfterMs).toBeLessThanOrEqual(5_000);
  expect(calls).toHaveLength(1);
  clock.advance(5_000);
  expect(await create()).toMatchObject({ id: 'p1' });
});

it('gives a stand-in on http a webhook on http', async () => {
  await provider.create({ model, input, webhookUrl: 'http://127.0.0.1:3000/hook', deadlineMs: 10_000 });
  expect(calls[0]?.body).toMatchObject({ webhook: 'http://127.0.0.1:3000/hook' });
});
