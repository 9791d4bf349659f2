import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Look } from '#sandbox/look/discord.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
import { mentionAndMake } from './mention.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** From the request to the picture, in Slack’s less usual places. Discord’s are in discord-edges.test.ts and withheld.test.ts. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());

const people = () => world.slack.people;

function workspace(index: number) {
  const found = people().workspaces[index];
  const art = found?.channels.find(({ name }) => name === 'art');
  const [ada] = found?.users ?? [];
  if (!found || !art || !ada) throw new Error('no such workspace');
  return { id: found.id, bot: found.botUserId, ada: ada.id, art: art.id };
}

/** It is a picture of this, and not the earlier one. */
const shows =
  (prompt: string, earlier?: SeenMessage) =>
  ({ images, text }: Pick<Look, 'images' | 'text'>, message?: SeenMessage) =>
    images.length === 1 && text.includes(prompt) && (!earlier || message?.ts !== earlier.ts);

test('in the direct messages with the bot a command is answered with the picture, and so is a press', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 10);
  const channelId = people().dmChannelId(ada.user.id);
  await people().runCommand({ userId: ada.user.id, channelId, command: '/imagine', text: 'a fox among us two' });
  const first = await ada.sees('the picture', shows('a fox among us two'));
  await ada.press(first.message, 'Again');
  const second = await ada.sees('the second', shows('a fox among us two', first.message));
  expect([first.message.channel, second.message.channel]).toEqual([channelId, channelId]);
});

test('in a private channel the picture comes to its person, with how to invite the bot; once it is invited, to everybody', async () => {
  const ada = slackPerson(world, { channel: 'secret-lab' });
  await fund(world, ada.chatUser, 10);
  await ada.imagine('a fox outside the door');
  const notice = await ada.sees('how to invite', ({ text }) => text.includes('/invite @UPixel'));
  expect(notice.message).toMatchObject({ channel: ada.channel.id, ephemeralFor: ada.user.id });
  const alone = await ada.sees('the picture', shows('a fox outside the door'));
  expect(alone.message.channel).toBe(people().dmChannelId(ada.user.id));

  const { id: teamId, bot } = workspace(0);
  // `/invite @UPixel`.
  people().shareChannel({ channelId: ada.channel.id, teamId, userIds: [bot] });
  await ada.imagine('a fox that was let in');
  const { message } = await ada.sees('the picture', shows('a fox that was let in'));
  expect(message.channel).toBe(ada.channel.id);
  expect(message.ephemeralFor).toBeUndefined();
  await ada.press(message, 'Again');
  await ada.sees('the second', shows('a fox that was let in', message));
});

test.each([
  ['people of another company have theirs in our channel', 1, 0],
  ['our people have theirs in a channel of another company', 0, 1],
])('in a shared channel %s, which everybody there sees', async (what, from, host) => {
  const [asker, { art }] = [workspace(from), workspace(host)];
  const { id: teamId, ada, bot } = asker;
  // Only one of them has the bot, and brings it along.
  people().shareChannel({ channelId: art, teamId, userIds: from === 0 ? [ada, bot] : [ada] });
  const prompt = `a fox, where ${what}`;
  await mentionAndMake(people(), { userId: ada, channelId: art, text: prompt });
  await people().until(
    () =>
      people()
        .messages(art)
        .some((each) => shows(prompt)(lookAtSlack(each))),
    30_000,
    'the picture',
  );
});
