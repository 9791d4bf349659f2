import Replicate, { type Prediction, parseProgressFromLogs } from 'replicate';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realEsrgan } from './models/image-tools.ts';
import { type ReplicateStandIn, start } from './start.ts';

const schnell = 'black-forest-labs/flux-schnell';
const hourMs = 60 * 60 * 1000;

let replicate: ReplicateStandIn;
let client: Replicate;

beforeAll(async () => {
  replicate = await start({ speed: 0 });
  client = new Replicate({ auth: replicate.token, baseUrl: replicate.apiUrl, useFileOutput: false });
});
beforeEach(() => replicate.reset());
afterAll(() => replicate.close());

const finished = (prediction: Prediction) => client.wait(prediction, { interval: 5 });
const create = (prompt: string, input: object = {}) =>
  client.predictions.create({ model: schnell, input: { prompt, ...input } });

/** A client with extra headers that the typed one cannot send. */
const clientWith = (headers: Record<string, string>) =>
  new Replicate({
    auth: replicate.token,
    baseUrl: replicate.apiUrl,
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } }),
  });

/** Resolves at the next event of this type. */
const next = (type: 'started' | 'completed') =>
  new Promise<void>((resolve) => {
    const stop = replicate.on((event) => {
      if (event.type !== type) return;
      stop();
      resolve();
    });
  });

describe('predictions', () => {
  it('runs an official model by name and answers at once with a prediction that starts', async () => {
    const created = await create('a fox knight', { num_outputs: 2, output_format: 'png', seed: 5 });
    expect(created).toMatchObject({ status: 'starting', model: schnell, version: 'hidden', output: null, error: null });
    expect(created.id).toMatch(/^[a-z0-9]{26}$/);

    const done = await finished(created);
    expect(done.status).toBe('succeeded');
    expect(done.output).toHaveLength(2);
    expect(done.input).toEqual({ prompt: 'a fox knight', num_outputs: 2, output_format: 'png', seed: 5 });
    expect(done.logs).toContain('Using seed: 5');
    expect(done.metrics?.predict_time).toBeGreaterThanOrEqual(0);
    expect(replicate.paid).toBe(1);
  });

  it('runs a community model by version only', async () => {
    const source = await finished(await create('a small owl', { output_format: 'png', megapixels: '0.25' }));
    const input = { image: source.output[0], scale: 2 };
    const refused = await client.predictions.create({ model: realEsrgan.name, input }).catch((error) => error);
    expect(refused.message).toContain('404');
    const done = await finished(await client.predictions.create({ version: realEsrgan.version, input }));
    expect(done).toMatchObject({ status: 'succeeded', version: realEsrgan.version });
    expect(done.output).toMatch(/\/delivery\/.+\/output\.png$/);
  });

  it('gives official models a single link or a list, as their schema says', async () => {
    const banana = await client.predictions.create({ model: 'google/nano-banana', input: { prompt: 'a cat' } });
    expect((await finished(banana)).output).toMatch(/\.jpg$/);
    expect((await finished(await create('a cat'))).output).toEqual([expect.stringMatching(/\.webp$/)]);
  });

  it('lists a hundred at a time, newest first, with inputs', async () => {
    for (let index = 0; index < 103; index += 1) await create(`nsfw ${index}`);
    const pages: Prediction[][] = [];
    for await (const page of client.paginate(client.predictions.list)) pages.push(page);
    expect(pages.map((page) => page.length)).toEqual([100, 3]);
    expect(pages[0]?.[0]?.input).toEqual({ prompt: 'nsfw 102' });
    expect(pages[1]?.[2]?.input).toEqual({ prompt: 'nsfw 0' });
  });

  it('cancels what runs and charges for it, and leaves alone what is over', async () => {
    const started = next('started');
    const slow = await create('a slow snail');
    await started;
    const canceled = await client.predictions.cancel(slow.id);
    expect(canceled).toMatchObject({ status: 'canceled', output: null });
    expect((await client.predictions.cancel(slow.id)).completed_at).toBe(canceled.completed_at);
    expect(replicate.paid).toBe(1);
  });

  it('does not charge for a prediction canceled before it ran', async () => {
    const cold = await create('a cold fox');
    expect((await client.predictions.cancel(cold.id)).status).toBe('canceled');
    expect(replicate.paid).toBe(0);
  });

  it('keeps the request open for Prefer: wait, as long as asked', async () => {
    const done = await client.predictions.create({ model: schnell, input: { prompt: 'a bear' }, wait: true });
    expect(done.status).toBe('succeeded');
    const running = client.predictions.create({ model: schnell, input: { prompt: 'a slow bear' }, wait: 5 });
    await next('started');
    replicate.clock.advance(5_000);
    expect((await running).status).toBe('processing');
  });

  it('aborts at the Cancel-After deadline for free, and cancels for money once it runs', async () => {
    const impatient = clientWith({ 'Cancel-After': '30s' });
    const cold = await impatient.predictions.create({ model: schnell, input: { prompt: 'a cold owl' } });
    expect(Date.parse(cold.deadline ?? '') - Date.parse(cold.created_at)).toBe(30_000);
    replicate.clock.advance(30_000);
    expect((await client.predictions.get(cold.id)).status).toBe('aborted');
    expect(replicate.paid).toBe(0);

    const quick = clientWith({ 'Cancel-After': '5' });
    const started = next('started');
    const slow = await quick.predictions.create({ model: schnell, input: { prompt: 'a slow owl' } });
    await started;
    replicate.clock.advance(5_000);
    expect((await client.predictions.get(slow.id)).status).toBe('canceled');
    expect(replicate.paid).toBe(1);

    const wrong = clientWith({ 'Cancel-After': 'soon' });
    await expect(wrong.predictions.create({ model: schnell, input: { prompt: 'x' } })).rejects.toThrow(
      'Cancel-After must be',
    );
  });

  it('tells progress in the logs, in the form the client can read', async () => {
    const started = next('started');
    const slow = await create('a slow train');
    await started;
    replicate.clock.advance(8_000);
    const halfway = await client.predictions.get(slow.id);
    expect(parseProgressFromLogs(halfway)).toEqual({ percentage: 0.4, current: 4, total: 10 });
    const over = next('completed');
    replicate.clock.advance(12_000);
    await over;
    expect(parseProgressFromLogs(await client.predictions.get(slow.id))?.percentage).toBe(1);
  });

  it('removes inputs, outputs, logs and files an hour after the end', async () => {
    const done = await finished(await create('a fleeting thought'));
    const [link] = done.output;
    expect((await fetch(link)).status).toBe(200);
    replicate.clock.advance(hourMs);
    const later = await client.predictions.get(done.id);
    expect(later).toMatchObject({ status: 'succeeded', data_removed: true, input: {}, output: null, logs: '' });
    expect((await fetch(link)).status).toBe(404);
  });

  it('takes the times and answers with the pictures that it is told', async () => {
    const [times, kinds] = [[40, 60], ['jpeg', 'webp', 'png', 'pixel'] as const];
    const [nextTime, nextKind] = [inTurn(times), inTurn(kinds)];
    const told = await start({ modelTimeMs: nextTime, samePicture: nextKind });
    const fixed = new Replicate({ auth: told.token, baseUrl: told.apiUrl });
    const files = [];
    for (const time of [...times, ...times]) {
      const input = { prompt: 'x', output_format: 'png' };
      const done = await fixed.wait(await fixed.predictions.create({ model: schnell, input }), { interval: 5 });
      const record = told.predictions.get(done.id);
      expect(record?.modelTimeMs).toBe(time);
      expect((record?.completedAtMs ?? 0) - (record?.createdAtMs ?? 0)).toBeGreaterThanOrEqual(time);
      files.push(await fetch(done.output[0]));
    }
    await expectPictures(files, [
      ['image/jpeg', 220_000, 300_000],
      ['image/webp', 150_000, 250_000],
      ['image/png', 1_000_000, 3_000_000],
      ['image/png', 3_000, 6_000],
    ]);
    await told.close();
  });

  it('answers with the same photograph in the format that was asked for', async () => {
    const steady = await start({ modelTimeMs: 0, samePicture: true });
    const fixed = new Replicate({ auth: steady.token, baseUrl: steady.apiUrl });
    const files = [];
    for (const output_format of ['jpg', 'webp', 'png']) {
      const input = { prompt: output_format, output_format };
      const done = await fixed.wait(await fixed.predictions.create({ model: schnell, input }), { interval: 5 });
      files.push(await fetch(done.output[0]));
    }
    await expectPictures(files, [
      ['image/jpeg', 220_000, 300_000],
      ['image/webp', 150_000, 250_000],
      ['image/png', 1_000_000, 3_000_000],
    ]);
    await steady.close();
  });
});

function inTurn<Item>(items: readonly Item[]): () => Item {
  let taken = 0;
  return () => items[taken++ % items.length] as Item;
}

async function expectPictures(files: Response[], wanted: [type: string, least: number, most: number][]) {
  expect(files.map(({ headers }) => headers.get('content-type'))).toEqual(wanted.map(([type]) => type));
  for (const [index, file] of files.entries()) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const [type = '', least = 0, most = 0] = wanted[index] ?? [];
    expect((await sharp(bytes).metadata()).format).toBe(type.replace('image/', ''));
    expect(bytes.length).toBeGreaterThan(least);
    expect(bytes.length).toBeLessThan(most);
  }
}
