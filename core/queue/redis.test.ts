import { connect, createServer } from 'node:net';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { freePort } from '#test/free-port.ts';
import { startRedis, type TestRedis } from '#test/redis.ts';
import { createQueueBackend } from './backend.ts';

/** One address that leads to either server, as a DNS name does. Open connections stay where they are. */
async function movingAddress(first: TestRedis) {
  let target = new URL(first.url);
  const port = await freePort();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `redis://127.0.0.1:${port}`,
    moveTo({ url }: TestRedis) {
      target = new URL(url);
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

async function replicate(server: TestRedis, of: TestRedis) {
  const client = new Redis(server.url);
  const { hostname, port } = new URL(of.url);
  await client.replicaof(hostname, Number(port));
  client.disconnect();
}

const [old, fresh] = [await startRedis(), await startRedis()];

test.skipIf(!old)(
  'after a failover it is not ready on the replica that was the primary, and finds the new one',
  async () => {
    if (!old || !fresh) return;
    const address = await movingAddress(old);
    const backend = createQueueBackend({ redisUrl: address.url, databaseUrl: '' });
    await backend.ping();
    await replicate(old, fresh);
    await expect(backend.ping()).rejects.toThrow('READONLY');
    await expect(backend.ping()).rejects.toThrow('READONLY');
    // The test closes no connection: the open one would lead to the replica for ever.
    address.moveTo(fresh);
    await expect.poll(() => backend.ping().then(() => 'written', String)).toBe('written');
    await backend.close();
    await address.close();
    await Promise.all([old.close(), fresh.close()]);
  },
);
