import Replicate, { validateWebhook, type WebhookEventType } from 'replicate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ReplicateStandIn, start } from './start.ts';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const model = 'retro-diffusion/rd-fast';

let replicate: ReplicateStandIn;
let client: Replicate;
let receiver: WebhookReceiver;

beforeAll(async () => {
  replicate = await start({ speed: 0 });
  client = new Replicate({ auth: replicate.token, baseUrl: replicate.apiUrl });
});
// A receiver for each test, so that a late webhook of one never arrives in the next.
beforeEach(async () => {
  replicate.reset();
  receiver = await startReceiver();
});
afterEach(() => receiver.close());
afterAll(() => replicate.close());

const create = (prompt: string, filter?: WebhookEventType[]) =>
  client.predictions.create({
    model,
    input: { prompt, width: 32, height: 32 },
    webhook: receiver.url,
    ...(filter ? { webhook_events_filter: filter } : {}),
  });

const isValid = async ({ headers, body }: { headers: object; body: string }) => {
  const { key } = await client.webhooks.default.secret.get();
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return validateWebhook({
    id: flat['webhook-id'] ?? '',
    timestamp: flat['webhook-timestamp'] ?? '',
    signature: flat['webhook-signature'] ?? '',
    body,
    secret: key,
  });
};

/** Resolves once that many attempts have ended, failed ones included. */
async function untilAttempts(count: number) {
  while (replicate.webhooks.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('webhooks', () => {
  it("are signed so that the client's validateWebhook accepts them", async () => {
    const before = Math.floor(Date.now() / 1000);
    const { id } = await create('a signed letter', ['completed']);
    const [webhook] = await receiver.until(1);
    if (!webhook) throw new Error('No webhook came.');
    expect(await isValid(webhook)).toBe(true);
    expect(await isValid({ ...webhook, body: webhook.body.replace('succeeded', 'failed') })).toBe(false);
    const signedAt = Number(webhook.headers['webhook-timestamp']);
    expect(signedAt).toBeGreaterThanOrEqual(before);
    expect(signedAt).toBeLessThanOrEqual(Date.now() / 1000);
    expect(webhook.prediction).toMatchObject({
      id,
      status: 'succeeded',
      output: [expect.stringContaining('/delivery/')],
    });
    expect(JSON.parse(webhook.body)).toEqual(await client.predictions.get(id));
  });

  it('come in order, the ones before the last without output', async () => {
    await create('a fox', ['start', 'output', 'completed']);
    const received = await receiver.until(3);
    expect(received.map(({ prediction }) => prediction.status)).toEqual(['processing', 'processing', 'succeeded']);
    expect(received.map(({ prediction }) => prediction.output === null)).toEqual([true, true, false]);
  });

  it('tell outputs and the end unless a filter says otherwise', async () => {
    await create('a fox');
    await untilAttempts(2);
    expect(replicate.webhooks.map(({ event }) => event).sort()).toEqual(['completed', 'output']);
  });

  it('tell growing logs at most every 500 ms', async () => {
    const started = new Promise<void>((resolve) => replicate.on(({ type }) => type === 'started' && resolve()));
    await create('a slow fox', ['logs']);
    await started;
    const percents = () =>
      receiver.received.map(({ prediction }) => Number([...prediction.logs.matchAll(/(\d+)%\|/g)].at(-1)?.[1]));
    // It takes 20 s. Real time passes too, so a slow machine may send one more in between.
    replicate.clock.advance(6_000);
    await expect.poll(() => percents().at(-1)).toBeGreaterThanOrEqual(30);
    const seen = receiver.received.length;
    replicate.clock.advance(6_000);
    await expect.poll(() => percents().at(-1)).toBeGreaterThanOrEqual(60);
    // Twelve half seconds passed, with one webhook for the time when they were checked.
    expect(receiver.received.length).toBeLessThan(seen + 12);
  });

  it('repeat the last one for about a minute while the receiver refuses, with the same id', async () => {
    receiver.answers.push(500, 500, 500, 500, 500, 500, 500);
    await create('a stubborn mule', ['completed']);
    for (const [index, delayMs] of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000].entries()) {
      await untilAttempts(index + 1);
      replicate.clock.advance(delayMs);
    }
    await untilAttempts(7);
    replicate.clock.advance(60_000);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(replicate.webhooks.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500, 500, 500]);
  });

  it('do not repeat the ones before the last', async () => {
    receiver.answers.push(500);
    await create('a fox', ['start', 'completed']);
    await receiver.until(2);
    replicate.clock.advance(60_000);
    expect(receiver.received.map(({ prediction }) => prediction.status)).toEqual(['processing', 'succeeded']);
  });

  it('come twice, never, late or out of order on request', async () => {
    replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'twice' } });
    await create('a twin', ['completed']);
    const [one, two] = await receiver.until(2);
    expect(one?.headers['webhook-id']).toBe(two?.headers['webhook-id']);

    receiver.received.length = 0;
    replicate.faults.add({ on: 'WEBHOOK start', do: { type: 'late', ms: 60_000 } });
    await create('a straggler', ['start', 'completed']);
    await receiver.until(1);
    replicate.clock.advance(60_000);
    expect((await receiver.until(2)).map(({ prediction }) => prediction.status)).toEqual(['succeeded', 'processing']);

    receiver.received.length = 0;
    replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'never' } });
    const lost = await create('a lost letter', ['completed']);
    await client.wait(lost, { interval: 5 });
    await create('another letter', ['completed']);
    expect((await receiver.until(1)).map(({ prediction }) => prediction.id)).not.toContain(lost.id);
  });

  it('carry a bad or an old signature on request', async () => {
    replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'badSignature' } });
    await create('a forgery', ['completed']);
    replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'oldSignature' } });
    const [forged] = await receiver.until(1);
    await create('an old hat', ['completed']);
    const [, old] = await receiver.until(2);
    if (!forged || !old) throw new Error('No webhook came.');
    expect(await isValid(forged)).toBe(false);
    expect(await isValid(old)).toBe(true);
    expect(Date.now() / 1000 - Number(old.headers['webhook-timestamp'])).toBeGreaterThan(10 * 60);
  });

  it('stay away for a silent prompt', async () => {
    const silent = await create('a silent night', ['start', 'completed']);
    await client.wait(silent, { interval: 5 });
    await create('a loud night', ['completed']);
    const [first] = await receiver.until(1);
    expect(first?.prediction.id).not.toBe(silent.id);
  });
});
