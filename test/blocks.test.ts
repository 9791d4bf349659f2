import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actions, code, items, note, table, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link, menu } from '#core/chat/card/controls.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
});
afterAll(() => world.close());

const thumbnail = { url: 'https://example.com/fox.png', alt: 'a fox', type: 'image/png' as const };
const card: Card = {
  tone: 'notice',
  title: 'Everything a card can have',
  blocks: [
    text('Words'),
    code('To copy'),
    items(
      { title: 'A fox', lines: ['with a picture'], thumbnail, controls: [link('Page', 'https://example.com/')] },
      { title: 'An owl', lines: ['without'] },
    ),
    table('Spending', ['who', 'spent'], ['Ada', { bold: '7' }], ['Grace', '']),
    actions(
      menu('What next?', [
        { label: 'Get credits', does: { name: 'get-credits', args: {} } },
        { label: 'Unlink', does: { name: 'unlink', args: { identityId: randomUUID() } } },
      ]),
      button('Buy', { name: 'get-credits', args: {} }),
    ),
    note('Small print'),
  ],
};

test('Discord takes every block, and a choice does what a button would, for the person or in place', async () => {
  const ada = discordPerson(world);
  const route = `/channels/${ada.channel.id}/messages` as const;
  await world.deps.discordRest.bot.post(route, { body: renderDiscord(card) });
  const { message, text: words } = await ada.sees('the card', (look) => look.text.includes('Everything'));
  for (const each of ['Words', 'To copy', 'A fox', 'An owl', 'Grace', 'Small print']) expect(words).toContain(each);
  const choose = (value: string) =>
    ada.people.click({ userId: ada.user.id, messageId: message.id, customId: 'menu:0', values: [value] });
  await choose('v2:get-credits');
  const offer = await ada.sees('the offer', (look) => look.text.includes('Buy credits'));
  expect(offer.message.ephemeralFor).toBe(ada.user.id);
  await choose(optionsOf(message)[1] ?? '');
  const answer = await ada.sees('the answer', (look) => look.text.includes('It is not linked'));
  expect(answer.message.id).toBe(message.id);
});

test('so does Slack', async () => {
  const ada = slackPerson(world);
  const { teamId } = ada.chatUser;
  const target = {
    platform: 'slack',
    workspaceId: teamId,
    channelId: ada.channel.id,
    userId: ada.user.id,
    fileLimit: 1,
  } as const;
  await world.deps.slack.show(target, card);
  const { message, text: words } = await ada.sees('the card', (look) => look.text.includes('Everything'));
  for (const each of ['Words', 'To copy', 'A fox', 'An owl', 'Small print']) expect(words).toContain(each);
  expect(JSON.stringify(message.blocks)).toContain('Grace');
  const choose = (value: string) => {
    const at = { userId: ada.user.id, channelId: message.channel, ts: message.ts };
    return ada.people.click({ ...at, actionId: 'menu:1', selected: [value] });
  };
  await choose('v2:get-credits');
  const offer = await ada.sees('the offer', (look) => look.text.includes('Buy credits'));
  expect(offer.message.ephemeralFor).toBe(ada.user.id);
  await choose(optionsOf(message)[1] ?? '');
  const answer = await ada.sees('the answer', (look) => look.text.includes('It is not linked'));
  expect(answer.message.ts).toBe(message.ts);
});

/** The values in the message's menu. */
const optionsOf = (message: object): string[] =>
  [...JSON.stringify(message).matchAll(/"value":"([^"]+)"/g)].map(([, value = '']) => value);
