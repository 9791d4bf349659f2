import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '#core/config.ts';
import { createDeps } from '#core/deps.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';
import { startBots } from './start.ts';

let world: World;
let bots: Awaited<ReturnType<typeof startBots>> | undefined;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], logLevel: 'silent' });
});
afterEach(async () => {
  await bots?.stop();
  bots = undefined;
});
afterAll(async () => {
  await world.close();
});

const health = async () => {
  const response = await fetch(`http://127.0.0.1:${world.env.BOTS_PORT}/health/ready`);
  return { ...((await response.json()) as Record<string, string>), status: response.status };
};

test.each([
  ['does not know our token', { type: 'answer', status: 401 }],
  ['does not answer as it should', { type: 'answer', status: 503 }],
] as const)('Slack works while Discord %s, health says what is missing, and Discord comes later', async (_, fault) => {
  world.discord.faults.add({ on: '/gateway/bot', do: fault, times: 100 });
  bots = await startBots(world.deps);
  await expect.poll(health).toMatchObject({ status: 503, slack: 'ok', discord: 'cannot connect' });

  const grace = slackPerson(world);
  await (await grace.run('credits')).acknowledged;
  await grace.sees('the credits', ({ text }) => text.includes('credits'));

  world.discord.faults.clear();
  await expect.poll(health).toMatchObject({ status: 200, slack: 'ok', discord: 'ok' });
  const ada = discordPerson(world);
  await (await ada.run('credits')).reply();
});

const [unknown, silent] = [
  { type: 'answer', status: 200, body: { ok: false, error: 'invalid_auth' } },
  { type: 'answer', status: 503 },
] as const;
// If workspaces install, Slack connects to us; with one token, or Socket Mode, we connect to it first.
test.each([
  ['does not know our one token', 'auth.test', unknown],
  ['does not answer as it should', 'auth.test', silent],
  ['does not know our app’s token', 'apps.connections.open', unknown],
  ['opens no socket', 'apps.connections.open', silent],
] as const)(
  'Discord works while Slack %s, health says what is missing, and Slack comes later',
  async (_, on, fault) => {
    const token =
      on === 'auth.test'
        ? { SLACK_BOT_TOKEN: world.slack.workspaces[0]?.botToken ?? '' }
        : { SLACK_APP_TOKEN: world.slack.appToken };
    const deps = createDeps(readConfig({ ...world.env, ...token }));
    world.slack.faults.add({ on, do: fault, times: 100 });
    try {
      bots = await startBots(deps);
      await expect.poll(health).toMatchObject({ status: 503, slack: 'cannot connect', discord: 'ok' });
      await (await discordPerson(world).run('credits')).reply();

      world.slack.faults.clear();
      await expect.poll(health).toMatchObject({ status: 200, slack: 'ok', discord: 'ok' });
      const grace = slackPerson(world);
      await (await grace.run('credits')).acknowledged;
      await grace.sees('the credits', ({ text }) => text.includes('credits'));
    } finally {
      await bots?.stop();
      bots = undefined;
      await deps.close();
    }
  },
);

test('a request that is too long is answered with its status alone, and nothing is written beside the log', async () => {
  bots = await startBots(world.deps);
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const asked = await fetch(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/events`, {
    method: 'POST',
    body: 'x'.repeat(1_100_000),
  });
  expect({ status: asked.status, said: await asked.text() }).toEqual({ status: 413, said: '' });
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});
