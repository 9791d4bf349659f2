import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './process.ts';
import { startProxy } from './proxy.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

test('bots that are told to stop first finish what they acknowledged, in both chats', async () => {
  const bots = await startProcess('bots', world.env);
  // A retry after a second is lost if the process is gone by then.
  world.discord.faults.add({ on: /^PATCH .*@original/, do: { type: 'rateLimit', retryAfterS: 1 }, times: 8 });
  world.slack.faults.add({ on: /response|chat\.post/, do: { type: 'rateLimit', retryAfterS: 1 }, times: 4 });
  const [ada, grace] = [discordPerson(world), slackPerson(world)];
  const asked = await Promise.all(Array.from({ length: 8 }, () => ada.run('credits')));
  await Promise.all(asked.map(({ acknowledged }) => acknowledged));
  await (await grace.run('credits')).acknowledged;

  process.kill(bots.pid, 'SIGTERM');
  await sleep(600); // and again, once it can no longer count as the same signal
  expect(await bots.stop()).toBe(0);
  expect(ada.messages()).toHaveLength(8);
  expect(ada.messages().filter(({ thinking }) => thinking)).toEqual([]);
  expect(grace.messages()).toHaveLength(1);
});

test('bots whose database hangs tell everybody that they are being restarted, and end within ten seconds', async () => {
  const proxy = await startProxy(world.env.DATABASE_URL ?? '');
  const bots = await startProcess('bots', { ...world.env, DATABASE_URL: proxy.through(world.env.DATABASE_URL ?? '') });
  try {
    proxy.holdAnswersTo('request'); // the hold, then the status of the request
    const [ada, grace] = [discordPerson(world), slackPerson(world)];
    await (await ada.imagine({ prompt: 'into the void' })).acknowledged;
    await (await grace.imagine('into the void')).acknowledged;
    const startedAt = performance.now();
    expect(await bots.stop()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    for (const person of [ada, grace])
      await person.sees('that it is restarted', ({ text }) => text.includes('I am being restarted'));
    expect(ada.messages().filter(({ thinking }) => thinking)).toEqual([]);
  } finally {
    await bots.kill();
    await proxy.close();
  }
});

test.concurrent('a worker without its Redis says so and ends', async () => {
  const env = { ...world.env, REDIS_URL: `redis://:hidden@127.0.0.1:${await freePort()}` };
  const said = await startProcess('worker', env).catch(String);
  expect(said).toMatch(/Redis does not answer.*REDIS_URL/);
  expect(said).not.toContain('hidden');
});

test.concurrent.each([
  ['api', 'PORT'],
  ['bots', 'BOTS_PORT'],
] as const)(
  '%s ends although a proxy keeps its connections busy and somebody never ends a request',
  async (role, port) => {
    const process = await startProcess(role, world.env);
    const at = { host: '127.0.0.1', port: Number(world.env[port]) };
    const slow = connect(at).on('error', () => undefined);
    slow.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n');
    const proxy = new Agent({ keepAlive: true, maxSockets: 4 });
    let answers = 0;
    /** Requests again as soon as it gets an answer, as a busy proxy does, until the server is gone. */
    const askOn = (): Promise<void> =>
      new Promise((done) => {
        get({ ...at, agent: proxy, path: '/health/live' }, (response) => {
          answers += 1;
          response.resume().once('close', () => void askOn().then(done));
        }).once('error', () => done());
      });
    const busy = Array.from({ length: 4 }, askOn);
    await expect.poll(() => answers).toBeGreaterThan(20);
    const limit = new AbortController();
    const tooLate = sleep(10_000, 'still there after 10 s', { signal: limit.signal }).catch(() => undefined);
    expect(await Promise.race([process.stop(), tooLate])).toBe(0);
    limit.abort();
    await Promise.all(busy);
    slow.destroy();
  },
);
