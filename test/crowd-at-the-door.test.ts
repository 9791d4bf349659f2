import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBots } from '../bots/start.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** Lower than a process's real limit, but the same rule. */
const taken = 20;

let world: World;
let proxy: TcpProxy;
let bots: Awaited<ReturnType<typeof startBots>>;

beforeAll(async () => {
  const database = await createTestDatabase();
  proxy = await startProxy(database.url);
  world = await startWorld(
    { url: proxy.through(database.url), close: () => database.close() },
    { roles: [], logLevel: 'silent' },
  );
  bots = await startBots(world.deps, { most: taken });
});
afterAll(async () => {
  await bots.stop();
  await world.close();
  await proxy.close();
});

const busy = /very busy/;

describe('more people than can be kept in memory, while the database is slow', () => {
  test('past the bound each hears a sentence instead of “thinking…”, in both chats, and nothing of theirs was begun', async () => {
    const ada = discordPerson(world);
    const grace = slackPerson(world, { user: 1 });
    await ada.run('credits');
    await ada.sees('the balance', ({ text }) => text.includes('credits'));
    const known = ada.messages().length;
    await grace.imagine('');
    const form = await grace.people.until(() => grace.people.view(grace.user.id), 30_000, 'the form');

    proxy.holdAnswersTo('find_chat_user(');
    for (let asked = 0; asked < taken; asked++) await (await ada.run('credits')).acknowledged;
    expect(ada.messages().filter((message) => busy.test(ada.look(message).text))).toEqual([]);

    // Also if the first attempt to say so is lost.
    world.discord.faults.add({ on: /callback$/, do: { type: 'reset' } });
    await (await ada.imagine({ prompt: 'one too many' })).acknowledged;
    await ada.sees('that it is busy', ({ text }) => busy.test(text) && text.includes('Nothing was held'));
    await grace.imagine('one too many');
    await grace.sees('that it is busy', ({ text }) => busy.test(text));
    await grace.people.mention({ userId: grace.user.id, channelId: grace.channel.id, text: 'one too many' });
    const told = () => grace.messages().filter((message) => busy.test(grace.look(message).text));
    await expect.poll(() => told().length).toBe(2);
    expect(told().map(({ ephemeralFor }) => ephemeralFor)).toEqual([grace.user.id, grace.user.id]);
    const values = { prompt: 'one too many' };
    const sent = await grace.people.submitView({ userId: grace.user.id, viewId: form.id, values });
    expect(Object.values(sent.errors ?? {}).join()).toMatch(busy);
    proxy.pass();

    // The accepted requests are answered.
    const answered = () => ada.messages().filter(({ thinking }) => !thinking).length;
    await expect.poll(answered).toBeGreaterThanOrEqual(known + taken + 1);
    await ada.run('credits');
    expect(
      await world.deps.db.generation.count({ where: { id: { in: await askedFor(world.deps, 'one too many') } } }),
    ).toBe(0);
  });
});
