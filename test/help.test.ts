import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { commandGroupNames } from '#core/chat/intent.ts';
import { models } from '#core/models/catalogue.ts';
import { adminCredit } from '#core/operators/credit.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { commandGroups } from '../bots/commands/groups.ts';
import { commands } from '../bots/commands/index.ts';
import { buildGeneration } from './builders/generation.ts';
import { buildSubscription } from './builders/payment.ts';
import { buildUser } from './builders/user.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** Without a worker, so that what is asked for stays open. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['bots'],
    env: { MODEL_PICTURES: models.map(({ name }) => `${name}=https://pictures.example.com/${name}.jpg`).join(' ') },
  });
});
afterAll(() => world.close());

async function spendAll(user: ChatUser) {
  const { walletId, balance } = await identify(world.deps, user);
  const operator = { userId: randomUUID(), email: 'operator@example.com' };
  await adminCredit(world.deps, operator, {
    id: randomUUID(),
    walletId,
    amount: -balance,
    reason: 'spent for a test of the help',
  });
}

describe.each(chatNames)('%s', (name) => {
  test('a newcomer is told one thing to type and what it costs, and buttons lead on', async () => {
    const ada = chatPerson(world, name, 1);
    await fund(world, ada.chatUser, 20);
    await ada.run('help');
    const help = await ada.sees('I make pictures from words');
    expect(help.isPrivate).toBe(true);
    expect(help.text).toMatch(/\/imagine.*from 1 credit, and you have 20 credits to try it/s);
    await help.press('Models and prices');
    const list = await ada.sees(`${models.length} models`);
    for (const { label, name, typicalSeconds } of models)
      expect(list.text).toMatch(new RegExp(`${label}[\\s\\S]*${name}.* credits? an image · about ${typicalSeconds} s`));
    await help.press('What is kept about you');
    await ada.sees('Your data at UPixel');
  });

  test('a newcomer without credits is led to some', async () => {
    const ada = chatPerson(world, name, 1);
    await spendAll(ada.chatUser);
    await ada.run('help');
    const help = await ada.sees('you have none left');
    expect(help.buttons[0]).toBe('Get credits');
    await ada.run('credits');
    const none = await ada.sees('You have 0 credits');
    expect(none.buttons).toEqual(['Get credits', 'Link an account']);
    expect(none.text).toMatch(/link an account: the Free plan brings \d+ credits each month/);
    await ada.imagine('a fox for nothing');
    const refused = await ada.sees('Not enough credits');
    expect(refused.text).toMatch(/Get more credits, then ask once more\.[\s\S]*Or link an account/);
    expect(refused.buttons[0]).toBe('Get credits');
  });

  test('what went not wrong is not red', async () => {
    const ada = chatPerson(world, name);
    await ada.run('billing');
    const { look } = await ada.sees('There is nothing to manage yet');
    expect(JSON.stringify(look)).not.toContain('🔴');
    await ada.run('settings', { size: 'usual' });
    await ada.sees('It is so already');
  });

  test('what is open stands in /queue with what it holds, and is canceled there', async () => {
    const ada = chatPerson(world, name);
    const before = await fund(world, ada.chatUser, 5);
    await ada.run('queue');
    await ada.sees('Nothing is waiting');
    await ada.imagine('a slow boat');
    await ada.sees('a slow boat');
    await ada.run('queue');
    const queue = await ada.sees('1 open request of');
    expect(queue.isPrivate).toBe(true);
    expect(queue.text).toMatch(/a slow boat.*flux-schnell × 1 · 1 credit held · next in line/s);
    await queue.press('Cancel');
    await ada.sees('Your credits are back');
    await queue.press('Cancel');
    await ada.sees('It is canceled already');
    await expect.poll(async () => (await identify(world.deps, ada.chatUser)).balance).toBe(before);
  });

  test('a long /queue is turned page by page, and counted whole', async () => {
    const ada = chatPerson(world, name, 2);
    const who = await identify(world.deps, ada.chatUser);
    const { walletId, identityId } = who;
    await buildSubscription(world.deps, await buildUser(world.deps), { walletId, plan: 'studio' });
    for (let at = 10; at < 62; at++) await buildGeneration(world.deps, who, { prompt: `boat ${at}`, images: 0 });
    const set = (data: { status: 'queued' | 'canceled'; finishedAt: Date | null }) =>
      world.deps.db.generation.updateMany({ where: { identityId }, data });
    await set({ status: 'queued', finishedAt: null });
    await ada.run('queue');
    const first = await ada.sees('52 open requests of 60 · 1 to 10');
    expect(first.buttons).toEqual([...Array.from({ length: 10 }, () => 'Cancel'), 'More']);
    await first.press('More');
    const second = await ada.sees('52 open requests of 60 · 11 to 20');
    expect(second.buttons.slice(-2)).toEqual(['Back', 'More']);
    expect([first, second].map(({ text }) => text.includes('boat 10'))).toEqual([true, false]);
    await second.press('Back');
    await ada.sees('52 open requests of 60 · 1 to 10');
    await set({ status: 'canceled', finishedAt: new Date() });
  });

  test('what is said in /settings holds where nothing is named, until it is taken back', async () => {
    const ada = chatPerson(world, name);
    await fund(world, ada.chatUser, 20);
    const asked = async (prompt: string) => {
      await ada.imagine(prompt);
      await ada.sees(prompt);
      const { identityId } = await identify(world.deps, ada.chatUser);
      const row = await world.deps.db.generation.findFirstOrThrow({
        where: { identityId },
        orderBy: { createdAt: 'desc' },
      });
      await world.deps.db.generation.updateMany({
        where: { id: row.id },
        data: { status: 'canceled', finishedAt: new Date() },
      });
      return { model: row.model, size: row.size, format: row.format };
    };
    await ada.run('settings', { model: 'rd-fast', size: 'wide' });
    const said = await ada.sees('Changed');
    expect(said.isPrivate).toBe(true);
    expect(said.text).toMatch(/Model: rd-fast\s+Shape: wide\s+File: best \(as usual\)/);
    expect(await asked('a well')).toEqual({ model: 'retro-diffusion/rd-fast', size: 'wide', format: 'best' });
    await ada.run('settings', { model: 'nope' });
    await ada.sees('There is no such model');
    await ada.run('settings', { model: 'usual' });
    await ada.sees('Model: flux-schnell (as usual)');
    expect(await asked('a bridge')).toEqual({ model: 'black-forest-labs/flux-schnell', size: 'wide', format: 'best' });
  });

  test('somebody who has made something is told what they have, and finds every command by what it is for', async () => {
    const ada = chatPerson(world, name);
    await ada.run('help');
    const help = await ada.sees(/You have \d+ credits/);
    // Nobody reads a wall.
    expect(help.text.length).toBeLessThan(500);
    for (const group of commandGroupNames) {
      await help.press(commandGroups[group]);
      const { text } = await ada.sees(commandGroups[group]);
      for (const command of commands.filter((each) => each.group === group))
        expect(text.replaceAll('`', '')).toContain(
          `${name === 'Slack' && command.name !== 'imagine' ? `/upixel ${command.name}` : `/${command.name}`}: ${command.description}`,
        );
    }
    await help.press('Being made');
    await ada.sees('Nothing is waiting');
  });
});

test('on Slack a word that is no command brings back what was typed, as the picture that it may be', async () => {
  const ada = slackPerson(world);
  await ada.run('a fox & a knight');
  const told = await ada.sees('the answer', ({ text }) => text.includes('I do not know that command'));
  expect(told.text).toContain('/imagine a fox & a knight');
  expect(told.text).not.toContain('Did you mean');
  expect(told.message.ephemeralFor).toBe(ada.user.id);
  await ada.run('');
  await ada.sees('help', ({ text }) => text.includes('An image costs from'));
});

test('on Slack a slip in /upixel help is answered with the way to all commands', async () => {
  const ada = slackPerson(world);
  await ada.run('hlep');
  const told = await ada.sees('the answer', ({ text }) => text.includes('Did you mean help?'));
  expect(told.buttons.map(({ label }) => label)).toContain('All commands');
});

test('in direct messages on Discord nothing is listed that needs a server', async () => {
  const ada = discordPerson(world, { channel: 'dm' });
  await ada.run('help');
  const help = await ada.sees('help', ({ choices }) => choices.length > 0);
  expect(help.choices.map(({ label }) => label)).not.toContain(commandGroups.manage);
  await ada.press(help.message, commandGroups.pay);
  const pay = await ada.sees('the group', ({ text }) => text.includes('/credits'));
  expect(pay.text).not.toContain('/team');
});

test('every command of those who manage a place is of a place', () => {
  expect(commands.filter(({ group, isOfPlace }) => group === 'manage' && !isOfPlace)).toEqual([]);
});

test('what Discord was sent and answered is as its documents say', () => {
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});

test('/models says what pixels a model draws, whatever the kind, and that large ones cost more where they do', async () => {
  const ada = slackPerson(world);
  await ada.run('models');
  const { text } = await ada.sees('them', (look) => look.text.includes(`${models.length} models`));
  for (const words of [
    'Exact pixels: 16 to 384 pixels a side; large ones cost more.',
    'Exact pixels: squares of 24 to 96 pixels a side, by kind.',
    'Exact pixels: 16 to 384 pixels a side, by kind.',
  ])
    expect(text).toContain(words);
});

test('on Slack the help of /animate shows that a frame is asked for in pixels', async () => {
  const ada = slackPerson(world);
  await ada.run('animate help');
  const { text } = await ada.sees('how it is written', (look) => look.text.includes('--kind'));
  expect(text).toContain('--size 64x64');
  expect(text).not.toContain('portrait');
});

test('an example that the operator has of a model stands beside it', async () => {
  const [ada, grace] = [discordPerson(world), slackPerson(world)];
  const isList = ({ text }: { text: string }) => text.includes(`${models.length} models`);
  await ada.run('models');
  await grace.run('models');
  const shown = [
    (await ada.sees('them', isList)).message.components,
    (await grace.sees('them', isList)).message.blocks,
  ];
  for (const each of shown)
    expect(JSON.stringify(each)).toContain(`https://pictures.example.com/${models[0].name}.jpg`);
});
