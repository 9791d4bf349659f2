import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { actions } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { askedFor } from './asked-for.ts';
import { type ChatName, chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(() => {
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world?.close());

const prefersOf = async ({ chatUser }: ReturnType<typeof chatPerson>) => (await identify(world.deps, chatUser)).prefers;

test.each(chatNames)('%s: a guest who buys is led to an account first', async (chat) => {
  const ada = chatPerson(world, chat, 2);
  await ada.run('buy');
  const packs = await ada.sees('You are a guest here');
  await packs.press('500 credits');
  const told = await ada.sees('First your account');
  expect(told.isPrivate).toBe(true);
  expect(told.look.buttons.some(({ url }) => url?.includes('/link'))).toBe(true);
});

test.each(chatNames)('%s: the form of /settings opens with what holds, and what is sent holds', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('settings', { size: 'tall' });
  const card = await ada.sees('Changed');
  const form = await card.fill('Change…', { format: 'png', results: 'me', notices: ['payments'] });
  expect(form).toContain('tall');
  const saved = await ada.sees(/Changed[\s\S]*File: png/);
  expect(saved.isPrivate).toBe(true);
  expect(saved.text).toContain('Who sees what you make: Only me');
  expect(saved.text).toContain('A picture is ready, but could not be posted: I do not tell you');
  expect(await prefersOf(ada)).toEqual({
    ...{ model: null, size: 'tall', format: 'png', resultsFor: 'me', noticesOff: ['kept'] },
  });
  await (await ada.sees('File: png')).fill('Change…', { size: 'usual', results: 'everybody', notices: ['none'] });
  await ada.sees('A payment has gone through: I do not tell you');
  expect(await prefersOf(ada)).toMatchObject({ size: null, resultsFor: 'everybody', noticesOff: ['kept', 'payments'] });
  await ada.run('settings', { notices: 'kept,none' });
  await ada.sees(/None of these.*Nothing was changed/s);
  expect(await prefersOf(ada)).toMatchObject({ noticesOff: ['kept', 'payments'] });
  await ada.run('settings', { notices: 'kept,payments' });
  await ada.sees('A payment has gone through: I tell you');
});

test.each(chatNames)('%s: /history turns its pages in place, back and forth', async (chat) => {
  const ada = chatPerson(world, chat, 1);
  await fund(world, ada.chatUser, 20);
  for (const number of [1, 2, 3, 4, 5]) {
    await ada.imagine(`page ${number} of ${chat}`);
    await ada.sees(`page ${number} of ${chat}`, 1);
  }
  await ada.run('history');
  const newest = await ada.sees('Your latest requests');
  expect(newest.text).toContain(`page 5 of ${chat}`);
  expect(newest.text).not.toContain(`page 1 of ${chat}`);
  await newest.press('Older');
  const older = await ada.sees('Your earlier requests');
  expect(older.isPrivate).toBe(true);
  expect(older.text).toContain(`page 1 of ${chat}`);
  expect(older.buttons).not.toContain('Older');
  await older.press('Newest');
  const again = await ada.sees('Your latest requests');
  expect(again.text).toContain(`page 5 of ${chat}`);
});

/** A card with the button stands in the channel, as one of an earlier version might. */
async function post(chat: ChatName, card: Card) {
  if (chat === 'Discord') {
    const { channel } = discordPerson(world);
    return world.deps.discordRest.bot.post(`/channels/${channel.id}/messages`, { body: renderDiscord(card) });
  }
  const { chatUser, channel, user } = slackPerson(world);
  const at = { workspaceId: chatUser.teamId, channelId: channel.id, userId: user.id, fileLimit: 1 };
  return world.deps.slack.show({ platform: 'slack', ...at }, card);
}

test.each(chatNames)('%s: a picture is reported by its button, and nobody else sees that', async (chat) => {
  const [ada, grace] = [chatPerson(world, chat, 0), chatPerson(world, chat, 1)];
  await fund(world, grace.chatUser, 5);
  const prompt = `a strange thing ${chat}`;
  await grace.imagine(prompt);
  await grace.sees(prompt, 1);
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const report = button('Report…', { name: 'report', args: { generationId } });
  await post(chat, { tone: 'notice', title: `Seen in ${chat}`, blocks: [actions(report)] });
  const seen = grace.count();
  const form = await (await ada.sees(`Seen in ${chat}`)).fill('Report…', {
    reason: 'other',
    words: 'It looks like me.',
  });
  expect(form).toContain('Report this picture');
  expect((await ada.sees('Thank you')).isPrivate).toBe(true);
  expect(await world.deps.db.report.findMany({ where: { generationId } })).toMatchObject([{ reason: 'other' }]);
  expect(grace.count()).toBe(seen);
});
