import { Redis } from 'ioredis';
import { afterEach, expect, test, vi } from 'vitest';
import { startRedis } from './redis.ts';

afterEach(() => vi.unstubAllEnvs());

const own = await startRedis();

test.skipIf(!own)(
  'is kept on disk as production keeps it, and tests on a server of others take turns on empty databases',
  async () => {
    if (!own) return;
    const client = new Redis(own.url);
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    await client.select(1);
    await client.set('somebody’s', 'own');

    vi.stubEnv('PATH', '');
    vi.stubEnv('REDIS_URL', own.url);
    const [first, second] = [await startRedis(), await startRedis()];
    expect([first?.url, second?.url]).toEqual([`${own.url}/2`, `${own.url}/3`]);
    await first?.close();
    const again = await startRedis();
    expect(again?.url).toBe(`${own.url}/2`);
    expect(await client.get('somebody’s')).toBe('own');
    client.disconnect();
    await Promise.all([second?.close(), again?.close()]);
    await own.close();
  },
);

test('says aloud that it is not tested where there is none', async () => {
  vi.stubEnv('PATH', '');
  vi.stubEnv('REDIS_URL', '');
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await startRedis()).toBeUndefined();
  expect(write.mock.calls.join()).toContain('no redis-server on the PATH');
  write.mockRestore();
});
