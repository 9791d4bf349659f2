import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, refusal, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

/** Direct messages and group direct messages of people, which no app is in: commands and their response_url work, and nothing else. */
let world: World;
beforeAll(async () => {
  world = await startWithApp((app) => {
    app.command('/imagine', async ({ ack, respond, command }) => {
      await ack();
      await respond(`You are in ${command.channel_name}`);
    });
  });
});
afterAll(() => world.close());

test.each([
  ['two', false, 'directmessage'],
  ['a group', true, 'mpdm-ada--grace--edsger-1'],
] as const)(
  '%s: the bot is answered that there is no such channel, and its response_url works',
  async (_, isGroup, name) => {
    const { slack, guild } = world;
    const place = slack.people.workspaces[0]?.conversations.find((each) => each.isGroup === isGroup);
    if (!place) throw new Error('there is none');
    const { id: channel } = place;
    await slack.people.runCommand({ userId: guild.ada, channelId: channel, command: '/imagine', text: 'a fox' });
    const said = () => slack.people.messages(channel, guild.ada).map(({ text }) => text);
    await expect.poll(said).toEqual([`You are in ${name}`]);
    expect(slack.people.messages(channel, guild.grace)).toEqual([]);
    const client = clientOf(slack, guild.botToken);
    expect(await refusal(client.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found');
    expect(await refusal(client.chat.postEphemeral({ channel, user: guild.ada, text: 'x' }))).toBe('channel_not_found');
    expect(await refusal(client.conversations.join({ channel }))).toBe('channel_not_found');
    expect(await refusal(client.conversations.open({ channel }))).toBe('channel_not_found');
  },
);
