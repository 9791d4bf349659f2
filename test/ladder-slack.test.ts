import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultAction } from '#sandbox/kit/faults.ts';
import { slackRefusals } from '#sandbox/slack/refusals.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
import { type Asked, expectEnd, expectPaid, type Fate, play, wordsOf } from './ladder.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/**
 * What can become of a place between the request and its result, by the chat's own means, and where the picture is then: in the chat, or kept for
 * /history; once, and paid once. ladder-discord.test.ts has the other chat.
 */
let world: World;
beforeAll(async () => {
  // A run lasts until the test moves the provider's clock.
  world = await startWorld(await createTestDatabase(), { replicate: { modelTimeMs: 20_000 }, logLevel: 'silent' });
});
afterAll(() => world.close());

type InSlack = ReturnType<typeof slackPerson> & { ts: string };

interface SlackCase {
  what: string;
  end: 'here' | 'history';
  breaks(at: InSlack): unknown;
}

const placesInSlack: SlackCase[] = [
  {
    what: 'an admin deletes the status',
    end: 'here',
    breaks: ({ people, channel, ts }) => people.deleteMessage({ channelId: channel.id, ts }),
  },
  {
    what: 'the channel is archived',
    end: 'history',
    breaks: ({ people, channel }) => people.archiveChannel(channel.id, true),
  },
  {
    what: 'the bot is removed from the channel',
    end: 'history',
    breaks: ({ people, channel }) => people.removeBot(channel.id),
  },
];

/** Each strikes one delivery, whichever comes first. */
const faultsOfSlack: ReadonlyArray<readonly [string, string | RegExp, FaultAction]> = [
  ['too many requests', 'files.completeUploadExternal', { type: 'rateLimit', retryAfterS: 1 }],
  ['Slack is out of order', 'files.completeUploadExternal', { type: 'answer', status: 503 }],
  ['the upload breaks off', '/upload/', { type: 'cut' }],
  ['the file is too large', 'files.getUploadURLExternal', slackRefusals.fileTooLarge],
];

async function askInSlack(
  what: string,
  user: number,
  breaks: (at: InSlack) => unknown = () => undefined,
): Promise<Asked> {
  const [team] = world.slack.people.workspaces;
  const { name = '' } = team?.users[user] ?? {};
  const ada = slackPerson(world, { user, channel: user < 3 ? 'general' : name });
  await ada.imagine(what);
  const { message } = await ada.sees('the status', ({ text }) => text.includes(what) && /[🎨⏳]/u.test(text));
  const seen = () => ada.messages().map((each) => ({ ...ada.look(each), isPrivate: each.ephemeralFor !== undefined }));
  return { prompt: what, who: ada.chatUser, seen, breaks: () => breaks(Object.assign(ada, { ts: message.ts })) };
}

describe('Slack', () => {
  let fates: Map<string, Fate>;
  const faulty = faultsOfSlack.map(([what], at) => ({ what, user: at + placesInSlack.length + 3 }));
  const everybody = () => [...placesInSlack, ...faulty].map((_, at) => slackPerson(world, { user: at + 3 }).chatUser);
  beforeAll(async () => {
    world.slack.people.addPeople(placesInSlack.length + faulty.length + 1);
    for (const who of everybody()) await fund(world, who, 50);
    const asked = await Promise.all([
      ...placesInSlack.map(({ what, breaks }, at) => askInSlack(what, at + 3, breaks)),
      ...faulty.map(({ what, user }) => askInSlack(what, user)),
    ]);
    fates = await play(world, asked, () => {
      for (const [, on, fault] of faultsOfSlack) world.slack.faults.add({ on, do: fault });
    });
  });

  test.each(placesInSlack.map(({ what, end }) => [what, end] as const))('%s: it is %s, and said so', (what, end) => {
    expectEnd(fates.get(what), end);
    expect(wordsOf(fates.get(what))).toMatch(end === 'history' ? /kept.*\/upixel history/s : /./);
  });
  test.each(faulty.map(({ what }) => what))('%s: it comes, once', (what) => {
    expectEnd(fates.get(what), 'here');
  });
  test('each is paid once', () => expectPaid(world, everybody(), 50, placesInSlack.length + faulty.length));

  test('a refusal that is on no list: it is kept, and said so', async () => {
    const what = 'refused as never before';
    const asked = await askInSlack(what, everybody().length + 3);
    world.slack.faults.add({ on: 'files.completeUploadExternal', do: slackRefusals.ofTomorrow, times: 100 });
    const fate = (await play(world, [asked])).get(what);
    expectEnd(fate, 'history');
    expect(wordsOf(fate)).toContain('/upixel history');
  });

  test('the app is removed: nobody is left to tell, and it is kept', async () => {
    world.slack.faults.clear();
    const what = 'left behind';
    const asked = await askInSlack(what, 0);
    await world.slack.people.uninstall(asked.who.teamId);
    expectEnd((await play(world, [asked])).get(what), 'history');
  });
});
