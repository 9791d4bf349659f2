import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createClock } from '#sandbox/kit/clock.ts';
import { createWebhookVerifier } from './webhook.ts';

const morning = 'whsec_bW9ybmluZw==';
const evening = 'whsec_ZXZlbmluZw==';
const body = '{"id":"p1","status":"succeeded"}';
const clock = createClock();

/** Signs as Replicate does, after a signature with an older key. */
function signed(secret: string, atMs = clock.now()) {
  const timestamp = String(Math.floor(atMs / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`msg_1.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,b2xk v1,${mac}` };
}

/** A verifier that has to fetch its secret, and how often it did. */
function asking(answers: Array<string | Error>) {
  let asked = 0;
  const ask = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? '';
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { verify: createWebhookVerifier({ secret: undefined, ask, now: clock.now }), asked: () => asked };
}

it('believes a webhook only with a fresh signature over exactly these bytes', async () => {
  const ask = () => Promise.reject(new Error('must not be asked'));
  const verify = createWebhookVerifier({ secret: morning, ask, now: clock.now });
  const good = signed(morning);
  expect(await verify(body, good)).toBe(true);
  expect(await verify(Buffer.from(body), good)).toBe(true);
  expect(await verify(`${body} `, good)).toBe(false);
  expect(await verify('', good)).toBe(false);
  expect(await verify(body, signed(evening))).toBe(false);
  expect(await verify(body, signed(morning, clock.now() - 298_000))).toBe(true);
  expect(await verify(body, signed(morning, clock.now() - 302_000))).toBe(false);
  expect(await verify(body, signed(morning, clock.now() + 302_000))).toBe(false);
  expect(await verify(body, { ...good, 'webhook-timestamp': 'soon' })).toBe(false);
  expect(await verify(body, { ...good, 'webhook-signature': 'nonsense' })).toBe(false);
  expect(await verify(body, { ...good, 'webhook-id': ['msg_1', 'msg_1'] })).toBe(false);
  expect(await verify(body, {})).toBe(false);
});

it('asks for the secret once, and again at most each minute when signatures stop matching', async () => {
  const { verify, asked } = asking([morning, evening]);
  expect(await Promise.all([verify(body, signed(morning)), verify(body, signed(morning))])).toEqual([true, true]);
  expect(asked()).toBe(1);

  expect(await verify(body, signed(evening))).toBe(false);
  expect(asked()).toBe(1);
  clock.advance(61_000);
  const atOnce = [verify(body, signed(evening)), verify(body, signed(evening))];
  expect(await Promise.all(atOnce)).toEqual([true, true]);
  expect(await verify(body, signed('whsec_Zm9yZ2Vk'))).toBe(false);
  expect(asked()).toBe(2);
});

it('does not ask for a webhook that is too old to matter', async () => {
  const { verify, asked } = asking([morning]);
  expect(await verify(body, signed(morning, clock.now() - 400_000))).toBe(false);
  expect(asked()).toBe(0);
});

it('lets a failure to ask be seen, and asks anew next time', async () => {
  const { verify, asked } = asking([new Error('The API is down.'), morning]);
  await expect(verify(body, signed(morning))).rejects.toThrow('The API is down.');
  expect(await verify(body, signed(morning))).toBe(true);
  expect(asked()).toBe(2);
});
