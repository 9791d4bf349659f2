import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download } from '#core/download.ts';
import { blip } from '#core/models/blip.ts';
import { models, providerModels } from '#core/models/catalogue.ts';
import { sizeNames } from '#core/models/define-model.ts';
import { fluxSchnell } from '#core/models/flux-schnell.ts';
import type { CreateRequest, ImageProvider, ProviderPrediction } from '#core/ports/image-provider.ts';
import { type ReplicateStandIn, start } from '#sandbox/replicate/start.ts';
import { createReplicateProvider } from './provider.ts';

let replicate: ReplicateStandIn;
let provider: ImageProvider;
let hooks: Server;
let webhookUrl: string;
let onWebhook: (result: { verified: boolean; body: { id: string; status: string } }) => void = () => {};

beforeAll(async () => {
  replicate = await start({ modelTimeMs: 20, maxCreatesPerMinute: 100_000 });
  hooks = createServer(async (request, response) => {
    const raw = await text(request);
    const verified = await provider.verifyWebhook(raw, request.headers);
    response.end();
    onWebhook({ verified, body: JSON.parse(raw) });
  }).listen(0, '127.0.0.1');
  await once(hooks, 'listening');
  webhookUrl = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/webhooks/replicate/g1`;
});

// A new one for each test, because it remembers how long it was asked to wait.
beforeEach(() => {
  provider = createReplicateProvider({ apiUrl: replicate.apiUrl, token: replicate.token });
});
afterEach(() => replicate.reset());

afterAll(async () => {
  await replicate.close();
  hooks.closeAllConnections();
  hooks.close();
});

const inputFor = (prompt: string, count = 1) => fluxSchnell.buildInput({ prompt, size: 'square', count, seed: 7 });

const create = (prompt: string, count = 1) =>
  provider.create({ model: fluxSchnell.id, input: inputFor(prompt, count), webhookUrl, deadlineMs: 60_000 });

/** Runs a prompt until its last webhook, which must have a valid signature, has come. Webhooks of earlier runs are ignored. */
async function run(prompt: string, count = 1): Promise<ProviderPrediction> {
  const { id } = await ending(() => create(prompt, count));
  return provider.get(id);
}

const createAndEnd = (request: CreateRequest) => ending(() => provider.create(request));

async function ending(begin: () => Promise<ProviderPrediction>): Promise<ProviderPrediction> {
  const ended = new Map<string, boolean>();
  let look = () => {};
  onWebhook = ({ verified, body }) => {
    if (body.status !== 'starting' && body.status !== 'processing') ended.set(body.id, verified);
    look();
  };
  const begun = await begin();
  await new Promise<void>((resolve) => {
    look = () => ended.has(begun.id) && resolve();
    look();
  });
  expect(ended.get(begun.id)).toBe(true);
  return begun;
}

const tools = providerModels.filter((model) => model.kind === 'upscale' || model.kind === 'cut-out');

it.each(tools.map((model) => [model.name, model] as const))(
  '%s runs by its version, takes what we send by its published schema, and does its work on the picture',
  async (_, model) => {
    expect(await provider.checkModel(model.id)).toEqual([]);
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d02020' } })
      .png()
      .toBuffer();
    const imageUrl = await provider.upload(picture, 'image/png', 'red.png');
    const { id } = await createAndEnd({
      ...{ model: model.id, version: model.version, input: model.buildInput({ imageUrl }) },
      ...{ webhookUrl, deadlineMs: model.deadlineMs },
    });
    const { outputs } = await provider.get(id);
    const made = await sharp(await download(outputs[0] ?? '', { allowedHosts: provider.outputHosts })).metadata();
    const factor = model.kind === 'upscale' ? model.factor : 1;
    expect(made).toMatchObject({ format: 'png', width: 40 * factor, height: 30 * factor });
    expect(made.hasAlpha).toBe(model.kind === 'cut-out');
  },
);

it('blip runs by its version, takes what we send by its published schema, and says what it sees', async () => {
  expect(await provider.checkModel(blip.id)).toEqual([]);
  expect(await provider.exampleOf(blip.id)).toBeUndefined();
  const red = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d02020' } })
    .png()
    .toBuffer();
  const imageUrl = await provider.upload(red, 'image/png', 'red.png');
  const { id } = await createAndEnd({
    ...{ model: blip.id, version: blip.version, input: blip.buildInput({ imageUrl }) },
    ...{ webhookUrl, deadlineMs: blip.deadlineMs },
  });
  const { outputs } = await provider.get(id);
  expect(outputs[0]).toMatch(/^Caption: /);
  expect(blip.wordsOf(outputs.join(''))).toMatch(/^a .* red background$/);
});

describe.each(models.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('still takes what we send, by its published schema', async () => {
    expect(await provider.checkModel(model.id)).toEqual([]);
  });

  it('has an example, which is a picture on a host that we may ask', async () => {
    const url = await provider.exampleOf(model.id);
    const made = sharp(await download(url ?? '', { allowedHosts: provider.outputHosts }));
    expect((await made.metadata()).width).toBeGreaterThan(0);
  });

  it('accepts every input we can build', async () => {
    const imageUrl = await provider.upload(Buffer.from('not looked at before it runs'), 'image/png', 'fox.png');
    const request = { prompt: 'a fox knight', seed: 1, imageUrl: model.acceptsImage ? imageUrl : undefined };
    for (const size of sizeNames)
      for (let count = 1; count <= model.maxImagesPerPrediction; count++) {
        const input = model.buildInput({ ...request, size, count });
        const created = await provider.create({ model: model.id, input, webhookUrl, deadlineMs: model.deadlineMs });
        expect(created.status).toMatch(/starting|processing/);
      }
  });
});

it('runs from creation to a webhook that is believed, with outputs on a host we may ask', async () => {
  const prediction = await run('a fox knight', 4);
  expect(prediction).toMatchObject({ status: 'succeeded', refused: false, progress: 1, dataRemoved: false });
  expect(prediction.outputs).toHaveLength(4);
  for (const url of prediction.outputs) expect(provider.outputHosts).toContain(new URL(url).host);
  expect(prediction.predictTimeMs).toBeGreaterThan(0);
});

it.each([
  ['nsfw', { status: 'failed', refused: true }],
  ['nsfw-empty', { status: 'succeeded', refused: true, outputs: [] }],
  ['fail', { status: 'failed', refused: false }],
])('tells refusals from failures: %s', async (prompt, expected) => {
  expect(await run(`a fox ${prompt}`)).toMatchObject(expected);
});

it('does not believe a webhook with a bad or an old signature', async () => {
  for (const type of ['badSignature', 'oldSignature'] as const) {
    replicate.faults.add({ on: 'WEBHOOK completed', do: { type } });
    const first = new Promise<boolean>((resolve) => {
      onWebhook = ({ verified }) => resolve(verified);
    });
    await create('a fox');
    expect(await first).toBe(false);
    onWebhook = () => {};
  }
});

it('finds the one prediction that a cut connection paid for, and only that', async () => {
  const createdAfter = new Date(Date.now() - 5_000);
  await create('a fox, somebody else’s');
  replicate.faults.add({ on: 'POST /v1/models', do: { type: 'dropAfter' } });
  await expect(create('a fox')).rejects.toMatchObject({ code: 'unknown_outcome' });
  expect(replicate.predictions.size).toBe(2);
  const request = { model: fluxSchnell.id, input: inputFor('a fox'), createdAfter };
  const [found, ...others] = await provider.findUnclaimed({ ...request, webhookUrl });
  expect(others).toEqual([]);
  expect(replicate.predictions.get(found?.id ?? '')?.input.prompt).toBe('a fox');
  expect(await provider.findUnclaimed(request)).toHaveLength(1);
});

it('says what keeps a run from starting', async () => {
  const attempt = provider.create({ model: fluxSchnell.id, input: { prompt: 3 }, webhookUrl, deadlineMs: 60_000 });
  await expect(attempt).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('prompt') });
  const stranger = createReplicateProvider({ apiUrl: replicate.apiUrl, token: 'r8_wrong' });
  await expect(stranger.get('x')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(provider.get('unknown')).rejects.toMatchObject({ code: 'not_found' });

  replicate.reset();
  replicate.setCredit(4);
  await create('a fox');
  await expect(create('a fox')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
  replicate.reset();
  replicate.setCredit(0);
  provider = createReplicateProvider({ apiUrl: replicate.apiUrl, token: replicate.token });
  await expect(create('a fox')).rejects.toMatchObject({ code: 'no_credit' });
});

it('cancels a run, and knows one that is unknown', async () => {
  const { id } = await create('a fox, slow');
  expect(await provider.cancel(id)).toMatchObject({ id, status: 'canceled' });
  expect(await provider.cancel('unknown')).toBeUndefined();
});

it('sees that the data of a run is deleted after an hour', async () => {
  const { id, dataRemoved } = await run('a fox');
  expect(dataRemoved).toBe(false);
  replicate.clock.advance(61 * 60_000);
  expect(await provider.get(id)).toMatchObject({ dataRemoved: true, outputs: [], refused: false });
});
