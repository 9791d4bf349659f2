import Replicate from 'replicate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ReplicateStandIn, start } from './start.ts';

const schnell = 'black-forest-labs/flux-schnell';

let replicate: ReplicateStandIn;
let client: Replicate;

beforeAll(async () => {
  replicate = await start({ speed: 0, maxCreatesPerMinute: 3 });
  client = new Replicate({ auth: replicate.token, baseUrl: replicate.apiUrl });
});
beforeEach(() => replicate.reset());
afterAll(() => replicate.close());

const answered = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  retry_after: z.number().optional(),
  invalid_fields: z.array(z.object({ type: z.string(), field: z.string(), description: z.string() })).optional(),
});

/** The raw answer, without the client's retries. */
async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${replicate.apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${replicate.token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: answered.parse(await response.json()) };
}
const create = (input: unknown, more: object = {}) => post(`/models/${schnell}/predictions`, { input, ...more });

describe('refusals', () => {
  it('refuses a missing and a wrong token', async () => {
    const stranger = new Replicate({ auth: 'r8_wrong', baseUrl: replicate.apiUrl });
    await expect(stranger.accounts.current()).rejects.toThrow('Invalid or expired API token.');
    const bare = await fetch(`${replicate.apiUrl}/account`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toEqual({
      title: 'Unauthenticated',
      detail: 'You did not pass an authentication token',
      status: 401,
    });
    expect(await client.accounts.current()).toMatchObject({ type: 'organization' });
  });

  it('does not know other models, versions, predictions or routes', async () => {
    const missing = { detail: 'The requested resource could not be found.', status: 404 };
    expect((await post('/models/nobody/nothing/predictions', { input: {} })).body).toEqual(missing);
    await expect(client.predictions.get('nope')).rejects.toThrow('404');
    await expect(client.hardware.list()).rejects.toThrow('404');
    expect((await post('/predictions', { version: 'latest', input: {} })).body).toMatchObject({
      title: 'Invalid version or not permitted',
      status: 422,
    });
  });

  it("names every wrong input in gojsonschema's words", async () => {
    const answer = await create({ num_outputs: 9, aspect_ratio: '7:1', seed: 'x', output_quality: -1, go_fast: 'yes' });
    expect(answer.status).toBe(422);
    expect(answer.body.title).toBe('Input validation failed');
    expect(answer.body.detail?.split('\n')).toEqual([
      '- input: prompt is required',
      '- input.aspect_ratio: aspect_ratio must be one of the following: "1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21"',
      '- input.num_outputs: Must be less than or equal to 4',
      '- input.seed: Invalid type. Expected: integer, given: string',
      '- input.output_quality: Must be greater than or equal to 0',
      '- input.go_fast: Invalid type. Expected: boolean, given: string',
      '',
    ]);
    expect(answer.body.invalid_fields?.[0]).toEqual({
      type: 'required',
      field: 'input',
      description: 'prompt is required',
    });
    expect(replicate.predictions.size).toBe(0);
  });

  it('checks lists and links', async () => {
    const nine = Array.from({ length: 9 }, () => 'https://example.com/a.png');
    const tooMany = await post('/models/black-forest-labs/flux-2-pro/predictions', {
      input: { prompt: 'x', input_images: nine },
    });
    expect(tooMany.body.detail).toBe('- input.input_images: Array must have at most 8 items\n');
    const notLink = await post('/models/google/nano-banana/predictions', {
      input: { prompt: 'x', image_input: ['a b'] },
    });
    expect(notLink.body.detail).toBe("- input.image_input.0: Does not match format 'uri'\n");
  });

  it('refuses unknown fields, unknown events, and webhooks to other machines', async () => {
    const answer = await create(
      { prompt: 'x' },
      { webhook: 'https://example.com/hook', webhook_events_filter: ['done'], hook: 1 },
    );
    expect(answer.status).toBe(422);
    expect(answer.body.invalid_fields?.map(({ field }) => field)).toEqual([
      '(root)',
      'webhook',
      'webhook_events_filter',
    ]);
  });

  it('remembers inputs that the model does not have, though Replicate ignores them', async () => {
    await create({ prompt: 'x', styel: 'retro' });
    expect([...replicate.predictions.values()][0]?.unknownInputs).toEqual(['styel']);
  });

  it('throttles creations by the minute and says for how long', async () => {
    for (let count = 0; count < 3; count += 1) expect((await create({ prompt: 'x' })).status).toBe(201);
    const answer = await create({ prompt: 'x' });
    expect(answer.status).toBe(429);
    const { retry_after: retryAfter } = answer.body;
    expect(answer.body.detail).toBe(`Request was throttled. Expected available in ${retryAfter} seconds.`);
    expect(answer.headers.get('retry-after')).toBe(String(retryAfter));
    replicate.clock.advance(60_000);
    expect((await create({ prompt: 'x' })).status).toBe(201);
  });

  it('allows one creation in ten seconds while credit is low, and none without credit', async () => {
    replicate.setCredit(4);
    expect((await create({ prompt: 'x' })).status).toBe(201);
    const low = await create({ prompt: 'x' });
    expect(low.status).toBe(429);
    expect(low.body.detail).toContain('reduced to 6 requests per minute with a burst of 1 requests');
    replicate.clock.advance(10_000);
    replicate.setCredit(0);
    const empty = await create({ prompt: 'x' });
    expect(empty.status).toBe(402);
    expect(empty.body.title).toBe('Insufficient credit');
  });

  it('uses up credit by the price of what was made', async () => {
    replicate.setCredit(0.004);
    const first = await client.predictions.create({ model: schnell, input: { prompt: 'x' }, wait: true });
    expect(first.status).toBe('succeeded');
    replicate.clock.advance(10_000);
    expect((await create({ prompt: 'slow' })).status).toBe(201);
    replicate.clock.advance(10_000);
    for (const { id } of replicate.predictions.values()) await client.predictions.cancel(id);
    expect((await create({ prompt: 'x' })).status).toBe(402);
  });

  it('takes faults on request', async () => {
    replicate.faults.add({ on: 'POST /v1/models', do: { type: 'answer', status: 503 } });
    const broken = await create({ prompt: 'x' });
    expect(broken).toMatchObject({ status: 503, body: { status: 503, title: 'Service unavailable' } });
    replicate.faults.add({ on: 'POST /v1/models', do: { type: 'dropAfter' } });
    await expect(create({ prompt: 'x' })).rejects.toThrow('fetch failed');
    expect(replicate.predictions.size).toBe(1);
  });
});
