import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** What people have among themselves, a direct message of two or a group, where the bot is no member and its commands work all the same. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());
afterEach(async () => {
  world.discord.faults.clear();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});

const places = ['two', 'group'] as const;

const balanceOf = async ({ chatUser }: Pick<ReturnType<typeof discordPerson | typeof slackPerson>, 'chatUser'>) =>
  (await identify(world.deps, chatUser)).balance;

/** The result, which has its buttons; the status shows the first picture, too. */
const shows =
  (prompt: string, ...not: string[]) =>
  ({ images, text, buttons }: Look, message: { id?: string; ts?: string }) =>
    images.length === 1 &&
    text.includes(prompt) &&
    buttons.some(({ label }) => label.startsWith('Again')) &&
    !not.includes(message.id ?? message.ts ?? '');

describe.each(places)('Discord, %s of people', (channel) => {
  const two = async () => {
    const [ada, grace] = [discordPerson(world, { channel }), discordPerson(world, { channel, user: 1 })];
    for (const each of [ada, grace]) await fund(world, each.chatUser, 20);
    return { ada, grace };
  };

  test('the picture comes into the reply, which all of them see, and what is pressed there, too, at its presser’s cost', async () => {
    const { ada, grace } = await two();
    const [adas, graces] = [await balanceOf(ada), await balanceOf(grace)];
    const prompt = `a fox among ${channel}`;
    await ada.imagine({ prompt });
    const first = await grace.sees('the picture', shows(prompt));
    // The others read who asked: on a press Discord shows nothing of it.
    expect(first.text).toContain(`<@${ada.user.id}>`);
    expect(first.message.ephemeralFor).toBeUndefined();
    await ada.press(first.message, 'Again');
    const second = await grace.sees('the second', shows(prompt, first.message.id));
    await ada.press(second.message, 'Upscale');
    const isOther = (message: { id: string }) => ![first.message.id, second.message.id].includes(message.id);
    const larger = await grace.sees('the larger one', ({ images }, message) => images.length === 1 && isOther(message));
    await expect.poll(() => balanceOf(ada)).toBe(adas - 3);
    // Grace has not installed anything: she reads the price before it costs her.
    expect(await balanceOf(grace)).toBe(graces);
    await grace.agrees(first.message, 'Again');
    await ada.sees('hers', shows(prompt, first.message.id, second.message.id, larger.message.id));
    expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([adas - 3, graces - 1]);
  });

  test('what is for one alone is seen by nobody else, and can be posted from /history', async () => {
    const { ada, grace } = await two();
    const prompt = `a hidden fox among ${channel}`;
    await ada.imagine({ prompt, private: 'yes' });
    const { message } = await ada.sees('it', shows(prompt));
    expect(message.ephemeralFor).toBe(ada.user.id);
    expect(grace.messages()).toEqual([]);
    await ada.run('history');
    const history = await ada.sees('the history', ({ text }) => text.includes('Your latest requests'));
    await ada.postsHere(history.message);
    await grace.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt));
  });

  test('once the reply can no longer be written it is kept, and stands in /history; Delete takes away what is older than that', async () => {
    const { ada } = await two();
    const [prompt, late] = [`an old fox among ${channel}`, `a late fox among ${channel}`];
    await ada.imagine({ prompt });
    const old = await ada.sees('it', shows(prompt));
    const before = await balanceOf(ada);
    await ada.imagine({ prompt: late, model: 'nano-banana' });
    await ada.sees('that it is being made', ({ text }) => text.includes(late));
    // Its token is of no use any more, and the bot’s own reaches nothing here.
    world.discord.clock.advance(16 * 60_000);
    const newest = () => world.deps.db.delivery.findFirst({ orderBy: { generation: { createdAt: 'desc' } } });
    await expect.poll(async () => (await newest())?.status, { timeout: 30_000 }).toBe('undelivered');
    expect(await balanceOf(ada)).toBeLessThan(before);
    await ada.run('history');
    const kept = new RegExp(`${late}.*kept, not posted`, 's');
    const history = await ada.sees('the history', ({ text }) => kept.test(text));
    await ada.postsHere(history.message);
    await ada.sees('it', shows(late));

    // The bot reaches it by the token of this press alone.
    await ada.press(old.message, 'Delete');
    const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
    expect(asked.message.ephemeralFor).toBe(ada.user.id);
    expect(asked.text).not.toContain('stays');
    await ada.press(asked.message, 'Delete for good');
    await ada.people.until(() => !ada.messages().some(({ id }) => id === old.message.id), 30_000, 'the message to go');
  });

  test('Delete elsewhere says that the message stays; nothing is given where nobody could tell of it, and no command of servers is there', async () => {
    const { ada, grace } = await two();
    const prompt = `a regretted fox among ${channel}`;
    await ada.imagine({ prompt });
    await ada.sees('it', shows(prompt));
    await ada.run('history');
    const history = await ada.sees('the history', ({ text }) => text.includes('Your latest requests'));
    await ada.press(history.message, 'Show 1');
    const shown = await ada.sees('it', ({ text }) => text.includes('nly you see this'));
    await ada.press(shown.message, 'Delete');
    await ada.sees('that it stays', ({ text }) => text.includes('I am no member of this conversation'));
    const before = await balanceOf(ada);
    await ada.run('gift', { person: grace.user.id, credits: 2 });
    await ada.sees('why not', ({ text }) => text.includes('I cannot tell whether Grace sees what I write here'));
    expect(await balanceOf(ada)).toBe(before);
    await expect(ada.run('setup')).rejects.toThrow('no command');
  });
});

describe.each([
  ['two', 'Slack lets no app into direct messages between people', false],
  ['group', 'Slack lets no app into a group direct message', true],
] as const)('Slack, %s of people', (channel, why, canBecomeChannel) => {
  const elsewhere = ({ text }: Look) => text.includes('Look in your direct messages') && text.includes(why);

  test('the picture comes to its person, who reads why, and what they can do', async () => {
    const ada = slackPerson(world, { channel });
    await fund(world, ada.chatUser, 20);
    const before = await balanceOf(ada);
    const prompt = `a fox in Slack among ${channel}`;
    await ada.imagine(prompt);
    const notice = await ada.sees('why', elsewhere);
    expect(notice.message).toMatchObject({ channel: ada.channel.id, ephemeralFor: ada.user.id });
    expect(notice.text.includes('/invite @UPixel')).toBe(canBecomeChannel);
    const first = await ada.sees('the picture', shows(prompt));
    const direct = ada.people.dmChannelId(ada.user.id);
    expect(first.message.channel).toBe(direct);
    await ada.press(first.message, 'Again');
    const second = await ada.sees('the second', shows(prompt, first.message.ts));
    expect(second.message.channel).toBe(direct);
    expect(await balanceOf(ada)).toBe(before - 2);
  });

  test('a form that opens there, and a press on what is shown there, say it too', async () => {
    const ada = slackPerson(world, { channel });
    await fund(world, ada.chatUser, 20);
    const prompt = `a fox in a form among ${channel}`;
    await ada.imagine('');
    await ada.fillIn({ prompt });
    const told = await ada.sees('why', elsewhere);
    expect(told.message.channel).toBe(ada.channel.id);
    await ada.sees('the picture', shows(prompt));

    await ada.run('history');
    const history = await ada.sees('the history', ({ text }) => text.includes('Your latest requests'));
    expect(history.message).toMatchObject({ channel: ada.channel.id, ephemeralFor: ada.user.id });
    await ada.press(history.message, 'Show 1');
    const shown = await ada.sees('it', ({ text }) => text.includes('nly you see this'));
    expect(shown.images).toHaveLength(1);
  });

  test('what is for one alone comes to them; nothing is given where nobody could tell of it', async () => {
    const ada = slackPerson(world, { channel });
    await fund(world, ada.chatUser, 20);
    const prompt = `a hidden fox in Slack among ${channel}`;
    await ada.imagine(`${prompt} --private`);
    await ada.sees('where', ({ text }) => text.includes('It comes in our direct messages'));
    await ada.sees('it', shows(prompt));
    const before = await balanceOf(ada);
    await ada.run('gift @grace 2');
    await ada.sees('why not', ({ text }) =>
      text.includes(canBecomeChannel ? why : 'I cannot tell whether grace sees what I write here'),
    );
    expect(await balanceOf(ada)).toBe(before);
  });
});
