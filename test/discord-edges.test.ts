import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { readConfig } from '#core/config.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createDeps } from '#core/deps.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import type { FaultAction } from '#sandbox/kit/faults.ts';
import { startBots } from '../bots/start.ts';
import { promptOf } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { freePort } from './free-port.ts';
import { fund } from './fund.ts';
import { startWorld, type World } from './world.ts';

/** Discord's edge cases: channels with other permissions, and answers that get lost. */
let world: World;

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent' });
});
afterAll(() => world.close());
afterEach(async () => {
  world.discord.faults.clear();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0)).filter((text) => text.includes('request'))).toEqual([]);
});

const balanceOf = async ({ chatUser }: ReturnType<typeof discordPerson>) =>
  (await identify(world.deps, chatUser)).balance;

describe('direct messages', () => {
  test('/imagine and Again work, though app_permissions does not say that we may send messages; /gift says why not', async () => {
    const ada = discordPerson(world, { channel: 'dm' });
    const before = await fund(world, ada.chatUser, 10);
    await ada.imagine({ prompt: 'a secret fox' });
    const first = await ada.sees('the picture', ({ images }) => images.length === 1);
    // Nobody else is there; where the person has brought us along, others are, and Discord shows us nothing of it.
    expect(first.text).not.toContain('for <@');
    const { asker } = world.deps.discord;
    const target = { platform: 'discord', workspaceId: '', userId: ada.user.id, fileLimit: 1 } as const;
    expect(await asker?.({ ...target, channelId: ada.channel.id })).toBeUndefined();
    expect(await asker?.({ ...target, channelId: '1298500113040799999' })).toEqual({ by: ada.user.id });
    await ada.press(first.message, 'Again');
    const second = (id: string) => id !== first.message.id;
    await ada.sees('the second', ({ images }, { id }) => images.length === 1 && second(id));
    const grace = discordPerson(world, { user: 1 });
    await ada.run('gift', { person: grace.user.id, credits: 2 });
    await ada.sees('why not', ({ text }) => text.includes('might not hear of it'));
    expect(await balanceOf(ada)).toBe(before - 2);
  });
});

describe('a person has installed us, and the server has not', () => {
  test('what they ask for is made and shown there; the server is none of ours, and its commands are not offered', async () => {
    const { people } = world.discord;
    const guild = people.guilds[0]?.id ?? '';
    people.setBotInGuild(guild, false);
    try {
      const ada = discordPerson(world);
      const before = await fund(world, ada.chatUser, 10);
      await ada.imagine({ prompt: 'a fox on the road' });
      const first = await ada.sees('the picture', ({ images }) => images.length === 1);
      await ada.press(first.message, 'Again');
      await ada.sees('the second', ({ images }, { id }) => images.length === 1 && id !== first.message.id);
      expect(await balanceOf(ada)).toBe(before - 2);
      await ada.press(first.message, 'Delete');
      const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
      await ada.press(asked.message, 'Delete for good');
      const isThere = () => ada.messages().some(({ id }) => id === first.message.id);
      await people.until(() => !isThere(), 30_000, 'the message to go');
      await expect(ada.run('team')).rejects.toThrow();
      // Their wallet pays, and nobody of this server is remembered as its member.
      const { identityId } = await identify(world.deps, ada.chatUser);
      expect(await world.deps.db.teamMember.count({ where: { identityId } })).toBe(0);
    } finally {
      people.setBotInGuild(guild, true);
    }
  });

  test('once the reply can no longer be written, the picture is kept and stands in /history', async () => {
    const { people } = world.discord;
    const guild = people.guilds[0]?.id ?? '';
    people.setBotInGuild(guild, false);
    try {
      const ada = discordPerson(world);
      await fund(world, ada.chatUser, 10);
      world.discord.faults.add({
        on: /^PATCH .*@original/,
        do: { type: 'answer', status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } },
        times: 50,
      });
      await ada.imagine({ prompt: 'a fox that came late' });
      const newest = () => world.deps.db.delivery.findFirst({ orderBy: { generation: { createdAt: 'desc' } } });
      await expect.poll(async () => (await newest())?.status).toBe('undelivered');
      world.discord.faults.clear();
      await ada.run('history');
      await ada.sees('the history', ({ text }) => /a fox that came late.*kept, not posted/s.test(text));
    } finally {
      people.setBotInGuild(guild, true);
    }
  });
});

describe('threads', () => {
  test.each(['fox-sketches', 'my-knight'])('in %s Send Messages in Threads is what counts', async (channel) => {
    const ada = discordPerson(world, { channel });
    await fund(world, ada.chatUser, 3);
    const { people } = world.discord;
    const parent = people.guilds[0]?.channels.find(({ id }) => id === ada.channel.id)?.parentId ?? '';
    people.setBotPermission(parent, { canPost: false, canPostInThreads: true, canAttach: true });
    await ada.imagine({ prompt: 'a threaded fox' });
    await ada.sees('the picture', ({ images }) => images.length === 1);
    const before = await balanceOf(ada);
    people.setBotPermission(parent, { canPost: true, canPostInThreads: false });
    await ada.imagine({ prompt: 'a fox too many' });
    const refusal = await ada.sees('the refusal', ({ text }) => text.includes('may not post pictures here'));
    expect(refusal.text).toContain('Send Messages in Threads');
    expect(await balanceOf(ada)).toBe(before);
  });
});

test('people, roles, channels and emoji in a prompt are what they are for whoever reads them', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 3);
  const grace = world.discord.people.users[1];
  const guild = world.discord.people.guilds[0];
  const [group] = await world.deps.discordRoles.list(guild?.id ?? '');
  const nobody = '1043190599999999999';
  const marks = `<@${grace?.id}>, <@!${nobody}> and <@&${group?.id}> in <#${ada.channel.id}>`;
  await ada.imagine({ prompt: `${marks} with <:tiny_fox:${nobody}> <a:wave:${nobody}> </imagine:${nobody}> <3` });
  const said = `Grace, somebody and ${group?.name} in a channel with :tiny_fox: :wave: /imagine <3`;
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const row = await world.deps.db.generation.findFirst({ orderBy: { createdAt: 'desc' } });
  expect(await promptOf(world.deps, row ?? undefined)).toBe(said);
});

describe('an acknowledgement whose answer is lost', () => {
  const callback = /callback$/;
  const lost: Array<[string, FaultAction[]]> = [
    ['a 502 before anything was done', [{ type: 'answer', status: 502 }]],
    ['a 502 after it was taken', [{ type: 'answerAfter', status: 502 }]],
    ['a connection closed before', [{ type: 'drop' }]],
    ['a connection closed after', [{ type: 'dropAfter' }]],
    ['a connection reset before', [{ type: 'reset' }]],
    ['a connection reset after', [{ type: 'resetAfter' }]],
    ['an answer that takes longer than a second', [{ type: 'slowAfter', ms: 1_500 }]],
    ['two answers lost', [{ type: 'resetAfter' }, { type: 'answer', status: 502 }]],
    ['too many requests', [{ type: 'rateLimit', retryAfterS: 1 }]],
  ];

  test.each(lost)('%s: it is ours all the same, and paid once', async (what, faults) => {
    const ada = discordPerson(world);
    const before = await fund(world, ada.chatUser, 3);
    for (const fault of faults) world.discord.faults.add({ on: callback, do: fault });
    const asked = await ada.imagine({ prompt: `after ${what}` });
    await asked.acknowledged;
    await ada.sees('the picture', ({ images }) => images.length === 1);
    expect(await balanceOf(ada)).toBe(before - 1);
    expect(world.discord.calls.filter(({ path }) => path.includes(asked.id)).length).toBe(2);
  });

  test('buttons, too', async () => {
    const ada = discordPerson(world);
    await fund(world, ada.chatUser, 2);
    await ada.imagine({ prompt: 'to be regretted' });
    const { message } = await ada.sees('the picture', ({ images }) => images.length === 1);
    world.discord.faults.add({ on: callback, do: { type: 'answerAfter', status: 502 } });
    await ada.press(message, 'Delete');
    const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
    world.discord.faults.add({ on: callback, do: { type: 'resetAfter' } });
    await ada.press(asked.message, 'Delete for good');
    await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the message to go');
  });

  const refused = (code: number): FaultAction => ({ type: 'answer', status: 400, body: { code, message: 'x' } });
  const nobodys: Array<[string, FaultAction[]]> = [
    [
      'nobody took either',
      [
        { type: 'answer', status: 502 },
        { type: 'answer', status: 502 },
      ],
    ],
    ['another process was here first', [refused(40060)]],
    ['the second is too late', [{ type: 'answer', status: 502 }, refused(10062)]],
  ];

  test.each(nobodys)('%s: nothing is begun and nothing is paid', async (_what, faults) => {
    const ada = discordPerson(world);
    const before = await fund(world, ada.chatUser, 2);
    const made = await world.deps.db.generation.count();
    for (const fault of faults) world.discord.faults.add({ on: callback, do: fault });
    const asked = await ada.imagine({ prompt: 'nobody hears me' });
    await expect.poll(() => world.discord.faults.list().length).toBe(0);
    world.discord.clock.advance(3_000); // Discord waits no longer than that
    await expect(asked.acknowledged).rejects.toThrow('did not respond');
    expect([await balanceOf(ada), await world.deps.db.generation.count()]).toEqual([before, made]);
  });

  test('where the second try would come too late there is none', async () => {
    const ada = discordPerson(world);
    const late = async () => {
      const { body } = await world.deps.metrics.text();
      return Number(/^upixel_acknowledgements_total.*discord.*late.* (\d+)$/m.exec(body)?.[1]);
    };
    const before = await late();
    world.discord.faults.add({ on: callback, do: { type: 'rateLimit', retryAfterS: 2.6 } });
    const asked = await ada.imagine({ prompt: 'a fox in a hurry' });
    await expect.poll(late).toBe(before + 1);
    expect(world.discord.calls.filter(({ path }) => path.includes(asked.id))).toHaveLength(1);
    await expect(asked.acknowledged).rejects.toThrow('did not respond');
  });

  test('two processes that both believe it theirs, as in an update, make and charge one picture', async () => {
    const deps = createDeps(readConfig({ ...world.env, BOTS_PORT: String(await freePort()) }));
    const second = await startBots(deps);
    try {
      const ada = discordPerson(world);
      const before = await fund(world, ada.chatUser, 3);
      const made = await world.deps.db.generation.count();
      world.discord.faults.add({ on: callback, do: { type: 'reset' } });
      const asked = await ada.imagine({ prompt: 'claimed twice' });
      await ada.sees('the picture', ({ images }) => images.length === 1);
      const tries = () => world.discord.calls.filter(({ path }) => path.includes(asked.id)).length;
      await expect.poll(tries).toBe(3);
      await second.stop(); // once it has finished the accepted requests
      expect([await balanceOf(ada), await world.deps.db.generation.count()]).toEqual([before - 1, made + 1]);
      expect(ada.messages()).toHaveLength(1);
    } finally {
      await second.stop();
      await deps.close();
    }
  });
});
