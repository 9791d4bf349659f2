import { REST } from '@discordjs/rest';
import { type Interaction, Routes } from 'discord.js';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Bot, startBot } from './testing.ts';

/** What people have among themselves, where only a person’s own installation works. */
let bot: Bot;
let heard: Interaction[] = [];

beforeAll(async () => {
  bot = await startBot((interaction) => heard.push(interaction));
  await bot.client.application?.commands.set([
    { name: 'imagine', description: 'x', integrationTypes: [0, 1], contexts: [0, 1, 2] },
    { name: 'setup', description: 'x', integrationTypes: [0], contexts: [0, 1] },
    { name: 'here', description: 'x', integrationTypes: [0, 1], contexts: [0, 1] },
  ]);
});
afterAll(() => bot.close());
beforeEach(() => {
  heard = [];
});

const people = () => bot.discord.people;
const [two, group] = ['two', 'group'].map((_, index) => () => people().conversations[index]?.id ?? '');
const run = (channelId: string, user = 0, name = 'imagine') =>
  people().runCommand({ userId: people().users[user]?.id ?? '', channelId, name });
const lastHeard = async () => {
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return heard.at(-1);
};
const button = { type: 1, components: [{ type: 2, style: 1, label: 'Again', custom_id: 'again' }] };
const rest = () => new REST({ api: bot.discord.apiUrl, retries: 0 }).setToken(bot.discord.token);
const webhook = ({ token }: { token: string }) => Routes.webhook(bot.discord.applicationId, token);

it.each([
  ['two', () => two?.() ?? ''],
  ['a group', () => group?.() ?? ''],
] as const)('%s: says that only a person has installed it, and what it may do there', async (_, channel) => {
  await run(channel());
  const interaction = await lastHeard();
  expect(interaction).toMatchObject({ context: 2, guildId: null, channelId: channel() });
  expect(interaction?.authorizingIntegrationOwners).toMatchObject({ 1: people().users[0]?.id });
  // ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE.
  expect(interaction?.appPermissions.bitfield).toBe(180_224n);
});

it('of a button it names whoever ran the command, whoever presses it', async () => {
  const typed = await run(two?.() ?? '');
  const response = { type: 4, data: { content: 'x', components: [button] } };
  await rest().post(Routes.interactionCallback(typed.id, typed.token), { auth: false, body: response });
  const { id: messageId } = await typed.reply();
  heard = [];
  const [ada, grace] = people().users;
  await people().click({ userId: grace?.id ?? '', messageId, customId: 'again' });
  const pressed = await lastHeard();
  expect(pressed?.user.id).toBe(grace?.id);
  expect(pressed?.authorizingIntegrationOwners).toMatchObject({ 1: ada?.id });
});

it('the bot’s own token reaches nothing there, and five follow-ups come', async () => {
  const typed = await run(group?.() ?? '');
  const response = { type: 4, data: { content: 'x' } };
  await rest().post(Routes.interactionCallback(typed.id, typed.token), { auth: false, body: response });
  const { id } = await typed.reply();
  const missing = { status: 403, code: 50001 };
  await expect(rest().get(Routes.channel(typed.channelId))).rejects.toMatchObject(missing);
  await expect(rest().get(Routes.channelMessage(typed.channelId, id))).rejects.toMatchObject(missing);
  await expect(rest().post(Routes.channelMessages(typed.channelId), { body: { content: 'x' } })).rejects.toMatchObject(
    missing,
  );
  const followUp = (content: string) => rest().post(webhook(typed), { auth: false, body: { content } });
  for (let n = 0; n < 5; n += 1) {
    bot.discord.clock.advance(1_000);
    await followUp(`${n}`);
  }
  bot.discord.clock.advance(3_000);
  await expect(followUp('6')).rejects.toMatchObject({ code: 40094 });
});

it('only its people are there, and only the commands that a person can bring along', async () => {
  await expect(run(two?.() ?? '', 2)).rejects.toThrow('no channel');
  await expect(run(two?.() ?? '', 0, 'setup')).rejects.toThrow('no command');
  await expect(run(two?.() ?? '', 0, 'here')).rejects.toThrow('not offered');
  expect(
    people()
      .commands(undefined, people().conversations[0])
      .map(({ name }) => name),
  ).toEqual(['imagine', 'here']);
});
