import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createFaults, type FaultAction } from './faults.ts';
import { deliverWebhook, postWebhook, signedAtS } from './webhook.ts';

const agent = new Agent({ keepAlive: true });
const heard: Array<{ headers: IncomingMessage['headers']; body: string }> = [];
const server = createServer(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  heard.push({ headers: incoming.headers, body });
  if (incoming.url === '/silent') return;
  if (incoming.url === '/broken') return void incoming.socket.destroy();
  outgoing.writeHead(incoming.url === '/moved' ? 307 : 202, { location: '/elsewhere' }).end('thanks');
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
});
const post = (path: string, timeoutMs = 5_000) => {
  const url = `http://localhost:${(server.address() as AddressInfo).port}${path}`;
  return postWebhook(url, '{"grüße":1}', { 'content-type': 'application/json' }, { agent, timeoutMs });
};

it('posts the body as it is, follows no redirect, and gives 0 for no answer', async () => {
  expect(await post('/hook?a=b')).toBe(202);
  expect(heard.at(-1)).toMatchObject({
    body: '{"grüße":1}',
    headers: { 'content-type': 'application/json', 'content-length': '13' },
  });
  expect(await post('/moved')).toBe(307);
  expect(await post('/broken')).toBe(0);
  expect(await post('/silent', 20)).toBe(0);
  expect(await postWebhook('http://127.0.0.1:1/', '{}', {}, { agent })).toBe(0);
});

it.each<[FaultAction | undefined, Array<string | undefined>, number]>([
  [undefined, [undefined], 0],
  [{ type: 'never' }, [], 0],
  [{ type: 'twice' }, ['twice', undefined], 0],
  [{ type: 'badSignature' }, ['badSignature'], 0],
  [{ type: 'late', ms: 60_000 }, [], 1],
  [{ type: 'slow', ms: 60_000 }, [], 1],
])('a delivery with the fault %j', async (action, attempts, late) => {
  const [clock, faults] = [createClock(), createFaults()];
  if (action) faults.add({ on: 'WEBHOOK paid', do: action });
  const seen: Array<string | undefined> = [];
  await deliverWebhook({ clock, faults }, 'paid', async (fault) => void seen.push(fault?.type));
  expect(seen).toEqual(attempts);
  clock.advance(60_000);
  expect(seen).toHaveLength(attempts.length + late);
  clock.stop();
});

it('is signed now, or too long ago', () => {
  const nowS = Date.now() / 1000;
  expect(Math.abs(signedAtS(undefined) - nowS)).toBeLessThan(5);
  expect(nowS - signedAtS({ type: 'oldSignature' })).toBeGreaterThan(5 * 60);
});
