import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lookAtGuilds } from '#core/chat/discord/look-at-guilds.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { readConfig } from '#core/config.ts';
import { createDeps } from '#core/deps.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { freePort } from '#test/free-port.ts';
import { startProcess } from '#test/process.ts';
import { inProof } from '#test/proof.ts';
import { startWorld, type World } from '#test/world.ts';
import { startBots } from '../start.ts';
import { welcomeGuilds } from './welcome.ts';

/** How Discord reaches us, and what happens when it no longer does. */
let world: World;
let bots: Awaited<ReturnType<typeof startBots>> | undefined;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['worker'], logLevel: 'silent' });
});
afterEach(async () => {
  await bots?.stop();
  bots = undefined;
  world.discord.people.closeGateway(undefined);
  world.discord.people.setGatewayReachable(true);
  world.discord.faults.clear();
  for (const { id } of world.discord.people.guilds) {
    world.discord.people.setGuildAvailable(id, true);
    world.discord.people.setBotInGuild(id, true);
  }
  await world.discord.setInteractionsEndpoint(null);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0)).filter((text) => text.includes('request'))).toEqual([]);
});
afterAll(() => world.close());

const health = async (port = world.env.BOTS_PORT) => {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`);
  const states = (await response.json()) as { discord: string; slack: string };
  return { ...states, status: response.status };
};
/** The start waits ten seconds for a chat, and then goes on without it. */
const isUp = (port?: string) => expect.poll(() => health(port)).toMatchObject({ discord: 'ok' });
const answered = async () => (await (await discordPerson(world).run('credits')).reply()).id;

describe('a gateway that ends for good', () => {
  test('ends a process that has no other role, so that it is started anew', async () => {
    const process = await startProcess('bots', { ...world.env, LOG_LEVEL: 'fatal' });
    try {
      await isUp();
      await answered();
      world.discord.people.closeGateway(4004);
      expect(await process.ended).toBe(1);
      const log = await readFile(join(world.env.UPIXEL_DATA_DIR ?? '', 'upixel.log'), 'utf8');
      expect(log).toMatch(/"level":60,.*"why":".*4004, for good".*"a chat is gone for good; the process ends"/);
    } finally {
      await process.kill();
    }
  });

  test.each([4011, 4013, 4014])('with %i, where other roles go on, Discord alone is connected anew', async (code) => {
    bots = await startBots(world.deps);
    await isUp();
    world.discord.people.closeGateway(code);
    await expect.poll(health).toMatchObject({ status: 503, discord: 'ended', slack: 'ok' });
    world.discord.people.closeGateway(undefined);
    await expect.poll(health).toMatchObject({ status: 200, discord: 'ok' });
    await answered();
  });

  test.runIf(inProof)('so does a minute without a session', { timeout: 120_000 }, async () => {
    const process = await startProcess('bots', world.env);
    world.discord.people.setGatewayReachable(false);
    expect(await process.ended).toBe(1);
  });

  test('while it cannot be reached we are not ready', async () => {
    bots = await startBots(world.deps);
    await isUp();
    world.discord.people.setGatewayReachable(false);
    await expect.poll(health).toMatchObject({ status: 503, discord: 'no session' });
    world.discord.people.setGatewayReachable(true);
    await expect.poll(health).toMatchObject({ status: 200, discord: 'ok' });
  });
});

const nameOf = (externalId = '') => workspaceName(world.deps, { platform: 'discord', externalId });

const guild = () => {
  const [first] = world.discord.people.guilds;
  if (!first) throw new Error('there is no server');
  return first;
};

describe('servers that came or went while we were down', () => {
  const workspace = async () =>
    world.deps.db.workspace.findFirstOrThrow({
      where: await isPlace(world.deps, { platform: 'discord', externalId: guild().id }),
    });
  test('are found at the next start, and an outage of a server is no removal', async () => {
    bots = await startBots(world.deps);
    await expect.poll(() => nameOf(guild().id)).toBe(guild().name);
    world.discord.people.setGuildAvailable(guild().id, false);
    await bots.stop();
    expect((await workspace()).uninstalledAt).toBeNull();
    world.discord.people.setBotInGuild(guild().id, false);
    const { faults } = world.discord;
    // Requests to Discord during an outage yield nothing: ours, and those of the worker, whom the start asked to look.
    faults.add({ on: `GET /api/v10/guilds/${guild().id}`, do: { type: 'answer', status: 503 }, times: 1_000 });
    await expect(lookAtGuilds(world.deps)).rejects.toThrow();
    expect((await workspace()).uninstalledAt).toBeNull();
    faults.clear();
    bots = await startBots(world.deps);
    await expect.poll(async () => (await workspace()).uninstalledAt).not.toBeNull();
    await bots.stop();
    world.discord.people.setBotInGuild(guild().id, true);
    // A list may be incomplete: what counts is Discord's answer about the server itself.
    expect(await lookAtGuilds(world.deps)).toBe(0);
    faults.add({ on: 'GET /api/v10/users/@me/guilds', do: { type: 'answer', status: 200, body: [] } });
    expect(await lookAtGuilds(world.deps)).toBe(0);
    bots = await startBots(world.deps);
    await expect.poll(async () => (await workspace()).uninstalledAt).toBeNull();
  });
});

test('a new server is told once how to begin, where Discord greets people; one that has us already is not', async () => {
  const { people } = world.discord;
  const channel = guild().channels.find(({ name }) => name === 'art')?.id ?? '';
  const hellos = () =>
    people.messages(channel).filter((each) => lookAtDiscord(each).text.includes('Hello, I am UPixel')).length;
  const row = async () => isPlace(world.deps, { platform: 'discord', externalId: guild().id });
  await world.deps.db.workspace.updateMany({ where: await row(), data: { welcomedAt: null } });
  const before = hellos();
  bots = await startBots(world.deps);
  await expect.poll(hellos).toBe(before + 1);
  await bots.stop();
  people.setBotInGuild(guild().id, false);
  people.setBotInGuild(guild().id, true);
  await world.deps.db.workspace.updateMany({ where: await row(), data: { uninstalledAt: new Date() } });
  bots = await startBots(world.deps);
  await expect
    .poll(async () => (await world.deps.db.workspace.findFirstOrThrow({ where: await row() })).uninstalledAt)
    .toBeNull();
  expect(hellos()).toBe(before + 1);
});

test('where we may not write there, it is the first channel in which we may; where there is none, another time', async () => {
  const { people } = world.discord;
  const { id, name, channels } = guild();
  const row = await isPlace(world.deps, { platform: 'discord', externalId: id });
  const where = { id: (await world.deps.db.workspace.findFirstOrThrow({ where: row })).id };
  const closable = channels.filter(({ parentId }) => parentId === undefined);
  const may = (canPost: boolean, wanted = closable) => {
    for (const channel of wanted) people.setBotPermission(channel.id, { canPost, canAttach: canPost });
  };
  const named = (wanted: string) => closable.filter((channel) => channel.name === wanted);
  const hellos = () =>
    closable.flatMap((channel) =>
      people.messages(channel.id).some((each) => lookAtDiscord(each).text.includes('Hello, I am UPixel'))
        ? [channel.name]
        : [],
    );
  const welcome = async () => {
    await welcomeGuilds(
      world.deps,
      [{ id, name, systemChannelId: named('art')[0]?.id ?? '' }],
      new Map([[id, where.id]]),
    );
    return (await world.deps.db.workspace.findUniqueOrThrow({ where })).welcomedAt !== null;
  };
  const before = hellos();
  await world.deps.db.workspace.update({ where, data: { welcomedAt: null } });
  try {
    may(false);
    expect(await welcome()).toBe(false);
    may(true, named('after-dark'));
    expect(await welcome()).toBe(true);
    expect(hellos().filter((each) => !before.includes(each))).toEqual(['after-dark']);
  } finally {
    may(
      true,
      closable.filter(({ canPost }) => canPost),
    );
  }
});

describe('a server in an outage at the start', () => {
  test('keeps no other from being written down, and is once it is back', async () => {
    const { people } = world.discord;
    const [first, second] = people.guilds;
    people.setGuildAvailable(first?.id ?? '', false);
    await world.deps.db.workspace.updateMany({
      where: { platform: 'discord' },
      data: { name: 'of before', nameSealed: null, nameHash: null },
    });
    // From the gateway alone.
    world.discord.faults.add({ on: 'GET /api/v10/users/@me/guilds', do: { type: 'answer', status: 503 }, times: 100 });
    try {
      bots = await startBots(world.deps);
      await expect.poll(() => nameOf(second?.id)).toBe(second?.name);
      people.setGuildAvailable(first?.id ?? '', true);
      await expect.poll(() => nameOf(first?.id)).toBe(first?.name);
    } finally {
      world.discord.faults.clear();
    }
  });
});

describe('interactions over HTTP', () => {
  test('several instances side by side, no gateway, and nothing is believed that is not signed', async () => {
    await expect.poll(() => world.discord.people.gatewayConnections()).toBe(0);
    const ports = [await freePort(), await freePort()];
    const instances = await Promise.all(
      ports.map(async (port) => {
        const env = { ...world.env, BOTS_PORT: String(port), DISCORD_PUBLIC_KEY: world.discord.publicKey };
        const deps = createDeps(readConfig(env));
        return { deps, running: await startBots(deps) };
      }),
    );
    try {
      for (const port of ports) {
        const url = `http://127.0.0.1:${port}/discord/interactions`;
        await isUp(String(port));
        // Discord accepts it only after a PING was answered and bad signatures were refused.
        await world.discord.setInteractionsEndpoint(url);
        await answered();
        const forged = await fetch(url, { method: 'POST', body: '{"type":1}' });
        expect([forged.status, (await fetch(url)).status]).toEqual([401, 404]);
        world.discord.faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'oldSignature' } });
        const replayed = await discordPerson(world).run('credits');
        await answered();
        expect(world.discord.faults.list()).toEqual([]);
        expect(world.discord.calls.filter(({ path }) => path.includes(replayed.id))).toEqual([]);
      }
      expect(world.discord.people.gatewayConnections()).toBe(0);
    } finally {
      for (const { deps, running } of instances) {
        await running.stop();
        await deps.close();
      }
    }
  });
});

test('a gateway that no interaction comes by is told of, and opened once they do', async () => {
  const instance = createDeps(readConfig({ ...world.env, DISCORD_PUBLIC_KEY: world.discord.publicKey }));
  bots = await startBots(instance);
  await world.discord.setInteractionsEndpoint(`http://127.0.0.1:${world.env.BOTS_PORT}/discord/interactions`);
  await bots.stop();
  await instance.close();
  bots = await startBots(world.deps);
  await expect.poll(health).toMatchObject({ status: 503, discord: 'cannot connect', slack: 'ok' });
  await world.discord.setInteractionsEndpoint(null);
  await expect.poll(health).toMatchObject({ status: 200, discord: 'ok' });
  await answered();
});

describe('shards', () => {
  test('as many as Discord recommends, in one process', async () => {
    Object.assign(world.discord.sharding, { guildsPerShard: 2, shards: 7, maxConcurrency: 7 });
    bots = await startBots(world.deps);
    await expect.poll(() => world.discord.people.gatewayConnections()).toBe(7);
    await answered();
    Object.assign(world.discord.sharding, { guildsPerShard: 2_500, shards: 1, maxConcurrency: 1 });
  });

  test('each process takes those of DISCORD_SHARDS, and one of them answers', async () => {
    world.discord.sharding.maxConcurrency = 8;
    const processes = await Promise.all(
      ['0-3/8', '4-7/8'].map(async (DISCORD_SHARDS) => {
        const BOTS_PORT = String(await freePort());
        return startProcess('bots', {
          ...world.env,
          BOTS_PORT,
          METRICS_PORT: String(await freePort()),
          DISCORD_SHARDS,
        });
      }),
    );
    await expect.poll(() => world.discord.people.gatewayConnections()).toBe(8);
    const { people } = world.discord;
    const places = [
      ...people.guilds.flatMap(({ channels }) => channels.slice(0, 1)),
      { id: people.dmChannelId(people.users[0]?.id ?? '') },
    ];
    for (const { id: channelId } of places) {
      const asked = await people.runCommand({ userId: people.users[0]?.id ?? '', channelId, name: 'credits' });
      await asked.reply();
      expect(world.discord.calls.filter(({ path }) => path.includes(asked.id))).toHaveLength(1);
    }
    for (const process of processes) await process.stop();
    world.discord.sharding.maxConcurrency = 1;
  });
});
