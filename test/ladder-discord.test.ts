import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import type { FaultAction } from '#sandbox/kit/faults.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { type Asked, expectEnd, expectPaid, type Fate, play, wordsOf } from './ladder.ts';
import { startWorld, type World } from './world.ts';

/**
 * What can become of a place between the request and its result, by the chat's own means, and where the picture is then: in the chat, or kept for
 * /history; once, and paid once. worker/handlers/deliver-refused.test.ts has every refusal by itself; here they come through the door, many at a time.
 */
let world: World;
beforeAll(async () => {
  // A run lasts until the test moves the provider's clock.
  world = await startWorld(await createTestDatabase(), { replicate: { modelTimeMs: 20_000 }, logLevel: 'silent' });
});
afterAll(() => world.close());

type Place = NonNullable<Parameters<typeof discordPerson>[1]>;
type OnDiscord = ReturnType<typeof discordPerson> & { messageId: string; token: string };

interface DiscordCase {
  what: string;
  at: Place;
  end: 'here' | 'history';
  /** What its person reads of it besides. */
  words?: string;
  breaks(at: OnDiscord): unknown;
}

const people = () => world.discord.people;
/** Strikes whatever is about this one request; the first may be an edit of its status. */
const strike = ({ token, messageId, channel }: OnDiscord, fault: FaultAction, times: number, onlyFiles?: true) =>
  world.discord.faults.add({
    ...(onlyFiles ? { onlyFiles } : {}),
    on: new RegExp(`^(PATCH|POST) .*(${token}|messages/${messageId}$|channels/${channel.id}/messages$)`),
    do: fault,
    times,
  });

const whileItCanBeAnswered: DiscordCase[] = [
  {
    what: 'a moderator deletes the status',
    at: { channel: 'general' },
    end: 'here',
    breaks: ({ messageId }) => people().deleteMessage(messageId),
  },
  {
    what: 'the channel is deleted',
    at: { guild: 1, channel: 'art' },
    end: 'history',
    breaks: ({ channel }) => people().deleteChannel(channel.id),
  },
  {
    what: 'the thread is archived',
    at: { channel: 'fox-sketches' },
    end: 'here',
    breaks: ({ channel }) => people().setThread(channel.id, { archived: true }),
  },
  {
    what: 'the thread is locked',
    at: { user: 1, channel: 'my-knight' },
    end: 'history',
    breaks: ({ channel }) => people().setThread(channel.id, { archived: true, locked: true }),
  },
  {
    what: 'the bot is removed from the server',
    at: { user: 1, guild: 1, channel: 'general' },
    end: 'here',
    breaks: () => people().setBotInGuild(people().guilds[1]?.id ?? '', false),
  },
  {
    what: 'the upload breaks off',
    at: { user: 1, channel: 'dm' },
    end: 'here',
    breaks: (at) => strike(at, { type: 'cut' }, 2),
  },
  {
    what: 'too many requests, with a time to wait',
    at: { user: 2, channel: 'dm' },
    end: 'here',
    breaks: (at) => strike(at, { type: 'rateLimit', retryAfterS: 1 }, 2),
  },
  {
    what: 'Discord is out of order for a while',
    at: { channel: 'dm' },
    end: 'here',
    breaks: (at) => strike(at, { type: 'answer', status: 503 }, 3),
  },
  {
    what: 'the file is too large for this place',
    at: { user: 2, channel: 'art' },
    end: 'here',
    words: 'Made smaller to fit here. Download original has it whole.',
    breaks: (at) => strike(at, discordRefusals.tooLarge, 2, true),
  },
  {
    what: 'a refusal that is on no list',
    at: { user: 2, channel: 'after-dark' },
    end: 'history',
    breaks: (at) => strike(at, discordRefusals.ofTomorrow, 100),
  },
];

const whenTheTokenHasExpired: DiscordCase[] = [
  {
    what: 'the bot may still edit its message',
    at: { channel: 'general' },
    end: 'here',
    breaks: ({ channel }) => people().setBotPermission(channel.id, { canPost: false, canAttach: true }),
  },
  {
    what: 'the status is deleted',
    at: { user: 1, channel: 'art' },
    end: 'here',
    breaks: ({ messageId }) => people().deleteMessage(messageId),
  },
  {
    what: 'the bot does not see the channel any more',
    at: { user: 2, channel: 'after-dark' },
    end: 'history',
    breaks: ({ channel }) => people().setBotPermission(channel.id, { canSee: false }),
  },
  {
    what: 'the person takes no direct messages, and the status is gone',
    at: { user: 1, channel: 'dm' },
    end: 'history',
    breaks({ messageId, user }) {
      people().deleteMessage(messageId);
      people().setClosedDms(user.id, true);
    },
  },
];

async function askOnDiscord({ what, at, breaks }: DiscordCase): Promise<Asked> {
  const ada = discordPerson(world, at);
  const asked = await ada.imagine({ prompt: what });
  const { message } = await ada.sees('the status', ({ text }) => text.includes(what) && /[🎨⏳]/u.test(text));
  const seen = () => ada.messages().map((each) => ({ ...ada.look(each), isPrivate: each.ephemeralFor !== undefined }));
  const broken = () => breaks(Object.assign(ada, { messageId: message.id, token: asked.token }));
  return { prompt: what, who: ada.chatUser, seen, breaks: broken };
}

describe.each([
  ['can be answered', whileItCanBeAnswered, (): unknown => undefined],
  ['has expired', whenTheTokenHasExpired, (): unknown => world.discord.clock.advance(16 * 60_000)],
] as const)('Discord, while the interaction %s', (_name, cases, meanwhile) => {
  let fates: Map<string, Fate>;
  const everybody = [0, 1, 2].map((user) => (): ChatUser => discordPerson(world, { user }).chatUser);
  beforeAll(async () => {
    for (const who of everybody) await fund(world, who(), 50);
    fates = await play(world, await Promise.all(cases.map(askOnDiscord)), meanwhile);
    world.discord.faults.clear();
  });
  test.each(cases.map(({ what, end, words = '' }) => [what, end, words] as const))(
    '%s: it is %s',
    (what, end, words) => {
      expectEnd(fates.get(what), end);
      expect(wordsOf(fates.get(what))).toContain(words);
    },
  );
  test('each is paid once', async () => {
    const people = everybody.map((who) => who());
    await expectPaid(world, people, 50, cases.length);
    for (const who of people) await fund(world, who, 50);
  });
});
