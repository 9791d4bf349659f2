import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { adminCredit } from '#core/operators/credit.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

// Gifts need only the bots.
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
});
afterEach(async () => {
  world.discord.faults.clear();
  world.slack.faults.clear();
  await world.deps.db.$executeRaw`UPDATE gifts SET created_at = created_at - interval '24 hours'`;
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
  expect(world.slack.people.broadcasts()).toEqual([]);
});
afterAll(() => world.close());

const balance = async (user: ChatUser) => (await identify(world.deps, user)).balance;

async function buy(user: ChatUser, amount: number) {
  const { walletId } = await identify(world.deps, user);
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount, key: randomUUID() });
}

async function balances(...users: Array<{ chatUser: ChatUser }>) {
  return Promise.all(users.map(({ chatUser }) => balance(chatUser)));
}

const newestGift = async () => (await world.deps.db.gift.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id;

async function makeOld(giftId: string) {
  await world.deps.db
    .$executeRaw`UPDATE gifts SET created_at = created_at - interval '61 seconds' WHERE id = ${giftId}::uuid`;
}

/** Leaves that many: the oldest are spent first, as for an image. */
async function spendAllBut(user: ChatUser, left: number) {
  const { walletId, balance: has } = await identify(world.deps, user);
  const operator = { userId: randomUUID(), email: 'ops@example.com' };
  const reason = 'spent for a test of gifts';
  await adminCredit(world.deps, operator, { id: randomUUID(), walletId, amount: left - has, reason });
}

/** The same story in both chats: they differ in what is typed, and in how the chat notifies somebody. */
interface Chat {
  ada: ReturnType<typeof discordPerson> | ReturnType<typeof slackPerson>;
  grace: ReturnType<typeof discordPerson> | ReturnType<typeof slackPerson>;
  /** Gives that many to Grace, or to somebody else. */
  give(credits: number, options?: { to?: string; message?: string }): Promise<unknown>;
  botId: string;
  /** Whom the chat notifies of a message. */
  told(message: unknown): string[];
}

function onDiscord(): Chat {
  const [ada, grace] = [discordPerson(world), discordPerson(world, { user: 1 })];
  return {
    ada,
    grace,
    give: (credits, { to = grace.user.id, message } = {}) =>
      world.discord.people.runCommand({
        userId: ada.user.id,
        channelId: ada.channel.id,
        name: 'gift',
        options: { person: to, credits, ...(message ? { message } : {}) },
      }),
    botId: world.discord.people.bot.id,
    told: (message) => [...((message as { notified?: string[] }).notified ?? [])],
  };
}

function inSlack(): Chat {
  const [ada, grace] = [slackPerson(world), slackPerson(world, { user: 1 })];
  const name = (id: string) => (id === grace.user.id ? 'grace' : id === ada.user.id ? 'ada' : 'upixel');
  return {
    ada,
    grace,
    give: (credits, { to = grace.user.id, message = '' } = {}) => ada.run(`gift @${name(to)} ${credits} ${message}`),
    botId: world.slack.people.workspaces[0]?.botUserId ?? '',
    told: (message) => [...JSON.stringify(message).matchAll(/"user_id":"(\w+)"/g)].map(([, id = '']) => id),
  };
}

const chats = [
  ['Discord', onDiscord],
  ['Slack', inSlack],
] as const;

test.each(chats)('%s: one message tells both, and it alone', async (_name, chat) => {
  const { ada, grace, give, told } = chat();
  await buy(ada.chatUser, 80);
  const before = await balances(ada, grace);
  await give(50, { message: 'thanks, <3 & more' });
  const seen = await grace.sees('the gift', ({ text }) => text.includes('A gift of 50 credits'));
  expect(seen.text).toMatch(/ada gave 50 credits to <@\w+>/i);
  expect(seen.text).toContain('“thanks, <3 & more”');
  expect(seen.buttons.map(({ label }) => label)).toEqual(['Undo']);
  expect(told(seen.message)).toEqual([grace.user.id]);
  expect(grace.messages()).toHaveLength(1);
  expect(ada.messages()).toHaveLength(1);
  expect(await balances(ada, grace)).toEqual([(before[0] ?? 0) - 50, (before[1] ?? 0) + 50]);
});

test.each(chats)('%s: the giver takes it back, and nobody else does', async (_name, chat) => {
  const { ada, grace, give } = chat();
  await buy(ada.chatUser, 50);
  const before = await balances(ada, grace);
  await give(50);
  const gift = await ada.sees('the gift', ({ buttons }) => buttons.some(({ label }) => label === 'Undo'));
  await grace.press(gift.message as never, 'Undo');
  const refusal = await grace.sees('the refusal', ({ text }) => text.includes('That one is not yours'));
  expect(refusal.message.ephemeralFor).toBe(grace.user.id);
  await grace.sees(
    'the gift as it was',
    ({ text, buttons }) => text.includes('gave 50 credits') && buttons.length === 1,
  );
  await ada.press(gift.message as never, 'Undo');
  const undone = await grace.sees('the end', ({ text }) => /ada took the 50 credits for grace back/i.test(text));
  expect(undone.buttons).toEqual([]);
  expect(ada.messages().filter((message) => !message.ephemeralFor)).toHaveLength(1);
  expect(await balances(ada, grace)).toEqual(before);
});

test.each(chats)('%s: not after a minute, and not once some of it is spent', async (_name, chat) => {
  const { ada, grace, give } = chat();
  await buy(ada.chatUser, 20);
  await give(10, { message: 'late' });
  const late = await ada.sees('the gift', ({ text }) => text.includes('late'));
  await makeOld(await newestGift());
  await ada.press(late.message as never, 'Undo');
  const tooLate = await ada.sees('too late', ({ text }) => text.includes('Too late to take it back'));
  expect(tooLate.message.ephemeralFor).toBe(ada.user.id);
  await give(10, { message: 'quick' });
  const quick = await ada.sees('the gift', ({ text }) => text.includes('quick'));
  await spendAllBut(grace.chatUser, 9);
  await ada.press(quick.message as never, 'Undo');
  await ada.sees('spent', ({ text }) => text.includes('It is in use already'));
  await ada.sees('the gift as it was', ({ text, buttons }) => text.includes('quick') && buttons.length === 1);
});

test.each(chats)(
  '%s: what cannot be given is refused in private, with figures, and costs nothing',
  async (_name, chat) => {
    const { ada, grace, give, botId } = chat();
    const { walletId } = await identify(world.deps, ada.chatUser);
    const had = await world.deps.db.lot.aggregate({ where: { walletId, origin: 'purchase' }, _sum: { balance: true } });
    await buy(ada.chatUser, 600 - (had._sum.balance ?? 0));
    const before = await balances(ada, grace);
    const refusal = async (what: string, words: string) => {
      const { text, message } = await ada.sees(what, (look) => look.text.includes(words));
      expect(message.ephemeralFor).toBe(ada.user.id);
      expect(text).toContain('Nothing was taken.');
    };
    await give(50, { to: ada.user.id });
    await refusal('to oneself', 'That is yourself');
    await give(50, { to: botId });
    await refusal('to a bot', 'Bots make no pictures');
    await give(400);
    await grace.sees('the gift', ({ text }) => text.includes('A gift of 400 credits'));
    await give(101);
    await refusal(
      'the daily limit',
      'You have given 400 credits in the last 24 hours, and may give 500 credits in that time.',
    );
    await world.deps.db.$executeRaw`UPDATE gifts SET created_at = created_at - interval '24 hours'`;
    await give(201);
    await refusal('too few', 'You have 200 bought credits; trial, plan and given credits cannot be given away.');
    expect((await balances(ada))[0]).toBe((before[0] ?? 0) - 400);
  },
);

test.each(chats)(
  '%s: whoever has bought nothing is not sent after credits that cannot be given',
  async (name, chat) => {
    const { ada, grace } = chat();
    await (name === 'Slack'
      ? slackPerson(world, { user: 1 }).run('gift @ada 5')
      : discordPerson(world, { user: 1 }).run('gift', { person: ada.user.id, credits: 5 }));
    const { text, buttons } = await grace.sees('the refusal', (look) =>
      look.text.includes('Not enough bought credits'),
    );
    expect(text).not.toContain('Free plan');
    expect(buttons.map(({ label }) => label)).toEqual(['Get credits']);
  },
);

test.each(chats)(
  '%s: a gift that everybody may be reading of is kept, and its giver told so alone',
  async (_name, chat) => {
    const { ada, grace, give } = chat();
    await buy(ada.chatUser, 50);
    const before = await balances(ada, grace);
    const lost = { do: { type: 'dropAfter' }, times: 2 } as const; // Discord's client retries once
    world.slack.faults.add({ ...lost, on: /chat\.postMessage/ });
    world.discord.faults.add({ ...lost, on: /^POST .*\/webhooks\/\d+\/[^/]+$/ });
    await give(50);
    const told = await ada.sees('what became of it', ({ text }) => text.includes('Your gift was given'));
    expect(told.message.ephemeralFor).toBe(ada.user.id);
    await grace.sees('the gift', ({ text }) => text.includes('A gift of 50 credits'));
    expect(await balances(ada, grace)).toEqual([(before[0] ?? 0) - 50, (before[1] ?? 0) + 50]);
  },
);

test.each(chats)('%s: a gift that the chat refuses to tell of is as if it had not been', async (_name, chat) => {
  const { ada, grace, give } = chat();
  await buy(ada.chatUser, 50);
  const before = await balances(ada, grace);
  const undone = () => world.deps.db.gift.count({ where: { undoneAt: { not: null } } });
  const undoneBefore = await undone();
  world.slack.faults.add({ on: /chat\.postMessage/, do: { type: 'answer', status: 400 } });
  world.discord.faults.add({ on: /^POST .*\/webhooks\/\d+\/[^/]+$/, do: { type: 'answer', status: 400 } });
  await give(50);
  await expect.poll(undone).toBe(undoneBefore + 1);
  await expect.poll(() => balances(ada, grace)).toEqual(before);
});

test('Slack: delivered twice it is given once', async () => {
  const { ada, grace, give } = inSlack();
  await buy(ada.chatUser, 50);
  const [before] = await balances(grace);
  world.slack.faults.add({ on: 'EVENT slash_commands /upixel', do: { type: 'twice' } });
  await give(20, { message: 'twice' });
  await grace.sees('the gift', ({ text }) => text.includes('twice'));
  await expect.poll(() => balances(grace)).toEqual([(before ?? 0) + 20]);
  expect(grace.messages()).toHaveLength(1);
});

test('Slack: people and channels in what is said with a gift are called by their names', async () => {
  const { ada, grace, give } = inSlack();
  await buy(ada.chatUser, 50);
  await give(5, { message: 'from @ada for #secret-lab' });
  const seen = await grace.sees('the gift', ({ text }) => text.includes('A gift of 5 credits'));
  expect(seen.text).toContain('“from @ada for a channel”');
});

test('Slack: without words a form opens with what is known; a bare @name opens nothing and says why', async () => {
  const { ada, grace } = inSlack() as { ada: ReturnType<typeof slackPerson>; grace: ReturnType<typeof slackPerson> };
  await buy(ada.chatUser, 50);
  const [before] = await balances(grace);
  await ada.run('gift 30');
  expect(await ada.fillIn({ person: 'U0NOBODY' }).catch((error) => String(error))).toContain(
    'There is no person U0NOBODY',
  );
  const missing = await ada.fillIn({});
  expect(missing.errors).toHaveProperty('person');
  const sent = await ada.fillIn({ person: grace.user.id, message: 'by the form' });
  expect(sent.closed).toBe(true);
  await grace.sees('the gift', ({ text }) => text.includes('A gift of 30 credits') && text.includes('by the form'));
  expect(await balances(grace)).toEqual([(before ?? 0) + 30]);
  await ada.run('gift @nobody 5');
  const answer = await ada.sees('why not', ({ text }) => text.includes('I do not know who “@nobody” is'));
  expect(answer.text).toContain('/upixel gift @nobody 5');
});

test('Slack: where the bot cannot be, nothing is given', async () => {
  const ada = slackPerson(world, { channel: 'secret-lab' });
  await buy(ada.chatUser, 50);
  const before = await balances(ada);
  await ada.run('gift @grace 5');
  await ada.sees('why not', ({ text }) => text.includes('I may not post here'));
  expect(await balances(ada)).toEqual(before);
});

test('in direct messages with the bot the other might not hear of it', async () => {
  const ada = discordPerson(world);
  const { people } = world.discord;
  const channelId = people.dmChannelId(ada.user.id);
  const person = people.users[1]?.id ?? '';
  await people.runCommand({ userId: ada.user.id, channelId, name: 'gift', options: { person, credits: 1 } });
  const said = () =>
    people.dms(ada.user.id).find((message) => JSON.stringify(message).includes('I cannot tell whether'));
  await people.until(said, 30_000, 'why not');
});
