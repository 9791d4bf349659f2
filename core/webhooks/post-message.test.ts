import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '#test/webhook-receiver.ts';
import { postMessage, type Reach, reachOf } from './post-message.ts';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());
afterEach(() => {
  receiver.answer(204);
  receiver.received.length = 0;
});

const message = { headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' }, body: '{"type":"ä"}' };
const here = { address: '127.0.0.1', family: 4 };
/** A name that nobody has, and that leads here. */
const named = () => new URL(receiver.url.replace('127.0.0.1', 'hooks.example.invalid'));
/** Everything may be reached, so that it is seen what is connected to. */
const leading = (...answers: Array<{ address: string; family: number }>) => {
  const asked: string[] = [];
  const reach: Reach = {
    resolve: async (host) => {
      asked.push(host);
      return answers;
    },
    mayReach: () => true,
  };
  return { asked, reach };
};

test('it is posted to the address that was checked, under its own name, and resolved once', async () => {
  const { asked, reach } = leading(here);
  const posted = await postMessage(named(), message, reach);
  expect(posted).toEqual({ outcome: 'delivered', status: 204, durationMs: expect.any(Number) });
  expect(asked).toEqual(['hooks.example.invalid']);
  const [received] = receiver.received;
  expect(received?.headers).toMatchObject({ ...message.headers, host: named().host });
  expect(received?.body).toBe(message.body);
});

test('one address that is not public is enough, and nothing is sent', async () => {
  const { reach } = leading({ address: '8.8.8.8', family: 4 }, here);
  const { mayReach } = reachOf({ toLoopback: false });
  expect(await postMessage(named(), message, { ...reach, mayReach })).toMatchObject({
    outcome: 'not_public',
    status: null,
  });
  // As this machine resolves it, too.
  const own = new URL(receiver.url);
  expect(await postMessage(own, message, reachOf({ toLoopback: false }))).toMatchObject({ outcome: 'not_public' });
  expect(receiver.received).toEqual([]);
  expect(await postMessage(own, message, reachOf({ toLoopback: true }))).toMatchObject({ outcome: 'delivered' });
});

test('a redirect is not followed, and another status than 2xx is none', async () => {
  const { reach } = leading(here);
  receiver.answer(307, { location: `${receiver.url}/elsewhere` });
  expect(await postMessage(named(), message, reach)).toMatchObject({ outcome: 'redirect', status: 307 });
  expect(receiver.received.map(({ path }) => path)).toEqual(['/']);
  receiver.answer(500);
  expect(await postMessage(named(), message, reach)).toMatchObject({ outcome: 'status', status: 500 });
});

test('who answers with another protocol has answered, and who ends without a word ends the try', async () => {
  const { reach } = leading(here);
  for (const [answer, expected] of [
    [
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
      { outcome: 'status', status: 101 },
    ],
    ['', { outcome: 'unreachable', status: null }],
  ] as const) {
    const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => undefined));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    expect(await postMessage(new URL(`http://hooks.example.invalid:${port}`), message, reach)).toMatchObject(expected);
    server.close();
  }
});

test('who answers too late, not at all, or not as HTTP has not taken it', async () => {
  const { reach } = leading(here);
  receiver.answer(undefined);
  const late = await postMessage(named(), message, reach, 150);
  expect(late).toMatchObject({ outcome: 'timed_out', status: null });
  expect(late.durationMs).toBeLessThan(5_000);
  const never: Reach = { ...reach, resolve: () => new Promise(() => undefined) };
  expect(await postMessage(named(), message, never, 50)).toMatchObject({ outcome: 'timed_out' });
  const nameless: Reach = {
    ...reach,
    resolve: async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
  };
  expect(await postMessage(named(), message, nameless)).toMatchObject({ outcome: 'unresolved' });
  expect(await postMessage(named(), message, leading().reach)).toMatchObject({ outcome: 'unresolved' });

  const rude = createServer((socket) => {
    // Whoever hears that hangs up.
    socket
      .on('error', () => undefined)
      .resume()
      .end('good day\r\n\r\n');
  });
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
  const address = rude.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  expect(await postMessage(new URL(`http://hooks.example.invalid:${port}/`), message, reach)).toMatchObject({
    outcome: 'unreachable',
  });
  // It speaks no TLS.
  expect(await postMessage(new URL(`https://hooks.example.invalid:${port}/`), message, reach)).toMatchObject({
    outcome: 'untrusted',
  });
  await new Promise((resolve) => rude.close(resolve));
  expect(await postMessage(new URL(`http://hooks.example.invalid:${port}/`), message, reach)).toMatchObject({
    outcome: 'unreachable',
  });
});
