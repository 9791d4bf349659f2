import { expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { actions } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import { createDoubled } from '#core/requests/doubled.ts';
import { askedFor } from './asked-for.ts';
import { type ChatName, chatNames, chatPerson } from './chat-person.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { stageWorld } from './stage-world.ts';

const world = stageWorld();

const prefersOf = async ({ chatUser }: ReturnType<typeof chatPerson>) =>
  (await identify(world().deps, chatUser)).prefers;

test.each(chatNames)('%s: a guest who buys is led to an account first', async (chat) => {
  const ada = chatPerson(world(), chat, 2);
  await ada.run('buy');
  const packs = await ada.sees('You are a guest here');
  await packs.press('500 credits');
  const told = await ada.sees('First your account');
  expect(told.isPrivate).toBe(true);
  expect(told.look.buttons.some(({ url }) => url?.includes('/link'))).toBe(true);
});

test.each(chatNames)('%s: the form of /settings opens with what holds, and what is sent holds', async (chat) => {
  const ada = chatPerson(world(), chat);
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
  await ada.run('settings', { notices: 'kept,paymentz' });
  await ada.sees('“paymentz” is nearest to payments');
  expect(await prefersOf(ada)).toMatchObject({ noticesOff: ['kept', 'payments'] });
  await ada.run('settings', { notices: 'kept,payments' });
  await ada.sees('A payment has gone through: I tell you');
});

test.each(chatNames)('%s: /history turns its pages in place, back and forth', async (chat) => {
  const ada = chatPerson(world(), chat, 1);
  await fund(world(), ada.chatUser, 20);
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
  await (await ada.sees(`page 4 of ${chat}`, 1)).press('Delete');
  await (await ada.sees('Delete this for good?')).press('Delete for good');
  await ada.sees('The pictures are gone');
  await ada.run('history');
  expect((await ada.sees(/page 4[^·]*· [^·]*· deleted/)).text.match(/deleted/g)).toHaveLength(1);
});

test.each(chatNames)(
  '%s: what could not be posted is on top of /history, and more of it is a press away',
  async (chat) => {
    const ada = chatPerson(world(), chat, 2);
    await fund(world(), ada.chatUser, 20);
    const { identityId } = await identify(world().deps, ada.chatUser);
    const { delivery } = world().deps.db;
    const of = { generation: { identityId } };
    for (const number of [1, 2, 3]) {
      await ada.imagine(`kept ${number} of ${chat}`);
      await ada.sees(`kept ${number} of ${chat}`, 1);
    }
    await expect.poll(() => delivery.count({ where: { ...of, status: 'delivered' } })).toBe(3);
    await delivery.updateMany({ where: of, data: { status: 'undelivered' } });
    await ada.run('history');
    await (await ada.sees('Your latest requests')).press('All that is not posted');
    const kept = await ada.sees('Kept for you, not posted');
    expect(kept.isPrivate).toBe(true);
    for (const number of [1, 2, 3]) expect(kept.text).toContain(`${number}. kept ${4 - number} of ${chat}`);
    expect(kept.buttons).toEqual(expect.arrayContaining(['Post 3 here', 'Newest']));
    await kept.press('Newest');
    expect((await ada.sees('Your latest requests')).text.match(/kept, not posted/g)).toHaveLength(3);
  },
);

/** A card with the button stands in the channel, as one of an earlier version might. */
async function post(chat: ChatName, card: Card) {
  if (chat === 'Discord') {
    const { channel } = discordPerson(world());
    return world().deps.discordRest.bot.post(`/channels/${channel.id}/messages`, { body: renderDiscord(card) });
  }
  const { chatUser, channel, user } = slackPerson(world());
  const at = { workspaceId: chatUser.teamId, channelId: channel.id, userId: user.id, fileLimit: 1 };
  return world().deps.slack.show({ platform: 'slack', ...at }, card);
}

test.each(chatNames)('%s: a picture is reported by its button, and nobody else sees that', async (chat) => {
  const [ada, grace] = [chatPerson(world(), chat, 0), chatPerson(world(), chat, 1)];
  await fund(world(), grace.chatUser, 5);
  const prompt = `a strange thing ${chat}`;
  await grace.imagine(prompt);
  await grace.sees(prompt, 1);
  const [generationId = ''] = await askedFor(world().deps, prompt);
  const report = button('Report…', { name: 'report', args: { generationId } });
  await post(chat, { tone: 'notice', title: `Seen in ${chat}`, blocks: [actions(report)] });
  const seen = grace.count();
  const form = await (await ada.sees(`Seen in ${chat}`)).fill('Report…', {
    reason: 'other',
    words: 'It looks like me.',
  });
  expect(form).toContain('Report this picture');
  expect((await ada.sees('Thank you')).isPrivate).toBe(true);
  expect(await world().deps.db.report.findMany({ where: { generationId } })).toMatchObject([{ reason: 'other' }]);
  expect(grace.count()).toBe(seen);
});

test.each(chatNames)(
  '%s: a button on another’s card, pressed twice at once, is agreed to once, and then says so',
  async (chat) => {
    const [ada, grace] = [chatPerson(world(), chat, 0), chatPerson(world(), chat, 1)];
    await fund(world(), ada.chatUser, 5);
    const before = await fund(world(), grace.chatUser, 20);
    const prompt = `a shared shrew ${chat}`;
    await ada.imagine(prompt);
    await ada.sees(prompt, 1);
    const card = await grace.sees(prompt, 1);
    // At once, however slow the machine is.
    Object.assign(
      world().deps.doubled,
      createDoubled(() => 0),
    );
    await Promise.all([card.press('Vary'), card.press('Vary')]);
    const question = /This costs you 1 credit[\s\S]*for 1 credit, from your/;
    const asked = await grace.sees(question);
    // No team's wallet is there.
    expect(asked.text).not.toContain('team');
    expect(asked.text).toContain('by another seed (not from the picture) for ');
    await Promise.all([asked.press('Go on'), asked.press('Go on')]);
    await grace.sees('You agreed to this');
    expect((await grace.sees('You used that already')).isPrivate).toBe(true);
    // It asked once, and nothing of the second press stayed.
    expect(grace.count(question) + grace.count(/You agreed to this/)).toBe(1);
    await expect.poll(async () => (await identify(world().deps, grace.chatUser)).balance).toBe(before - 1);
    // Another one is asked about anew; within seconds it would be the same press.
    await world().deps.db.$executeRaw`UPDATE generations SET created_at = created_at - interval '1 hour'`;
    await card.press('Vary');
    await (await grace.sees(question)).press('Go on');
    await expect.poll(async () => (await identify(world().deps, grace.chatUser)).balance).toBe(before - 2);
  },
);

test.each(chatNames)('%s: a long prompt leaves room for its picture, and is a press away', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 5);
  const prompt = `${chat} ${'a very long tale of foxes, '.repeat(140)}`.slice(0, 3499).concat('.');
  await ada.imagine(prompt);
  const card = await ada.sees(`${chat} a very long tale`, 1);
  expect(card.text.length).toBeLessThan(700);
  await card.press('Whole prompt');
  // In as few messages as each chat takes: none may lose any of it.
  const titles = {
    Discord: ['The whole prompt'],
    Slack: ['The whole prompt, 1 of 2', 'The whole prompt, 2 of 2'],
  }[chat];
  const parts = [];
  for (const title of titles) {
    const { text, isPrivate } = await ada.sees(title);
    expect(isPrivate).toBe(true);
    parts.push(text.slice(text.indexOf(title) + title.length));
  }
  const words = parts.join('');
  expect(words.replaceAll(/\s+/g, '')).toBe(prompt.replaceAll(/\s+/g, ''));
});

test.each(chatNames)('%s: the whole prompt of what failed is its asker’s alone, in words that fit', async (chat) => {
  const [ada, grace] = [chatPerson(world(), chat), chatPerson(world(), chat, 1)];
  await fund(world(), ada.chatUser, 5);
  await ada.imagine(`fail ${chat} ${'a long tale of what does not come, '.repeat(30)}`);
  await ada.sees(/No picture this time[\s\S]*fail/);
  await (await grace.sees(/No picture this time[\s\S]*fail/)).press('Whole prompt');
  const { text, isPrivate } = await grace.sees('Only the person who asked for it can');
  expect(isPrivate).toBe(true);
  expect(text).toContain('read all of it while no picture of it is here');
  await (await ada.sees(/No picture this time[\s\S]*fail/)).press('Whole prompt');
  await ada.sees('The whole prompt');
});

test.each(chatNames)('%s: the form of /setup opens with what holds, and changes what is changed', async (chat) => {
  const ada = chatPerson(world(), chat);
  await ada.run('setup', { images: 7, delete: 'managers' });
  const card = await ada.sees('7 images for each member');
  const form = await card.fill('Change…', { images: '8' });
  expect(form).toContain('everyone');
  expect(form).toContain('"7"');
  const changed = await ada.sees('8 images for each member');
  expect(changed.text).toContain('take a message away');
  const rules = await world().deps.db.placeRules.findMany();
  expect(rules).toEqual(
    expect.arrayContaining([expect.objectContaining({ dailyImages: 8, managersDelete: true, model: null })]),
  );
  await ada.run('setup', { images: 0, delete: 'asker' });
  await ada.sees('as many images as somebody has credits for');
});
