import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { decodeIntent } from '#core/chat/intent.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { askedFor } from './asked-for.ts';
import { type ChatName, chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { findControl } from './find-control.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(async () => {
  world.discord.faults.clear();
  world.replicate.faults.clear();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world.close());

const delivery = async (prompt: string) => {
  const [generationId = ''] = await askedFor(world.deps, prompt);
  return world.deps.db.delivery.findUnique({ where: { generationId }, include: { target: true } });
};
const ended = (prompt: string, status: string) =>
  expect.poll(async () => (await delivery(prompt))?.status).toBe(status);

/** Ada with credits, and Grace, who is in the same channel and sees nothing of it. */
async function two(chat: ChatName) {
  const [ada, grace] = [chatPerson(world, chat), chatPerson(world, chat, 1)];
  await fund(world, ada.chatUser, 40);
  return { ada, grace };
}

test.each(chatNames)(
  '%s: what is asked for privately is seen by its asker alone, and what comes of it too',
  async (chat) => {
    const { ada, grace } = await two(chat);
    const prompt = `a hidden cove ${chat}`;
    await ada.imagine(prompt, { private: 'yes' });
    const result = await ada.sees(prompt, 1);
    expect(result.isPrivate).toBe(true);
    expect(result.text).not.toContain(' · for ');
    await ended(prompt, 'delivered');

    await result.press('Again');
    await expect.poll(async () => (await askedFor(world.deps, prompt)).length).toBe(2);
    const again = await ada.sees(prompt, 1);
    expect(again.isPrivate).toBe(true);
    const other = `a hidden bay ${chat}`;
    expect(await result.fill('Remix…', { prompt: other })).toContain(prompt);
    expect((await ada.sees(other, 1)).isPrivate).toBe(true);
    await result.press('Cut out');
    expect((await ada.sees('Cut out of a picture', 1)).isPrivate).toBe(true);
    for (const words of [prompt, other]) await ended(words, 'delivered');
    expect(grace.count()).toBe(0);
  },
);

test.each(chatNames)('%s: four private pictures ask privately which one, and stay private', async (chat) => {
  const { ada, grace } = await two(chat);
  const prompt = `hidden doors ${chat}`;
  await ada.imagine(prompt, { private: 'yes', count: 2 });
  const result = await ada.sees(prompt, 2);
  await result.press('Use one as reference');
  const which = await ada.sees('Which picture to start from?');
  const other = `a door like it ${chat}`;
  await which.fill('2', { prompt: other });
  expect((await ada.sees(other, 1)).isPrivate).toBe(true);
  await ended(other, 'delivered');
  expect(grace.count()).toBe(0);
});

test.each(chatNames)('%s: a private result is posted from /history, when its asker wants that', async (chat) => {
  const { ada, grace } = await two(chat);
  const prompt = `a hidden tower ${chat}`;
  await ada.imagine(prompt, { private: 'yes' });
  await ada.sees(prompt, 1);
  await ended(prompt, 'delivered');
  await ada.run('history');
  const history = await ada.sees('Your latest requests');
  await history.press('Show 1');
  const shown = await ada.sees('only you see this');
  expect(grace.count()).toBe(0);
  await shown.press('Post here');
  const posted = await grace.sees(prompt, 1);
  expect(posted.isPrivate).toBe(false);
  await ended(prompt, 'delivered');
  const seen = grace.count();
  await shown.press('Post here');
  await ada.sees('It stands here already');
  expect(grace.count()).toBe(seen);
});

test.each(chatNames)(
  '%s: what nobody named is taken of what others see, unless nobody else sees what comes of it',
  async (chat) => {
    const [bea, grace] = [chatPerson(world, chat, 2), chatPerson(world, chat, 1)];
    await fund(world, bea.chatUser, 20);
    const prompt = `a hidden den ${chat}`;
    await bea.imagine(prompt, { private: 'yes' });
    await bea.sees(prompt, 1);
    await ended(prompt, 'delivered');
    const [source = ''] = await askedFor(world.deps, prompt);
    const { id: sourceAssetId } = await world.deps.db.asset.findFirstOrThrow({ where: { generationId: source } });
    const described = () => world.deps.db.generation.findMany({ where: { tool: 'describe', sourceAssetId } });
    await bea.run('describe');
    await bea.sees('Which picture?');
    await bea.run('pixel');
    await bea.sees('Which picture?');
    expect(await described()).toEqual([]);
    await bea.run('describe', { private: 'yes' });
    await expect.poll(async () => (await described()).length).toBe(1);
    const [generationId] = (await described()).map(({ id }) => id);
    const { target } = await world.deps.db.delivery.findUniqueOrThrow({
      where: { generationId: generationId ?? '' },
      include: { target: true },
    });
    expect(target?.isPrivate).toBe(true);
    expect(grace.count()).toBe(0);
  },
);

test.each(chatNames)('%s: where there is none, the form that is offered keeps who may see it', async (chat) => {
  const ada = chatPerson(world, chat, 1);
  const isPrivate = async () => {
    const { look } = await ada.sees('Which picture?');
    return decodeIntent(findControl(look, 'Choose a picture…').actionId)?.isPrivate === true;
  };
  await ada.run('describe');
  expect(await isPrivate()).toBe(false);
  await ada.run('describe', { private: 'yes' });
  await expect.poll(isPrivate).toBe(true);
});

test.each(chatNames)('%s: /settings make it the usual, and one request can still be for everybody', async (chat) => {
  const { ada, grace } = await two(chat);
  await ada.run('settings', { results: 'me' });
  expect((await ada.sees('Changed')).text).toContain('Who sees what you make: Only me');
  const mine = `a quiet garden ${chat}`;
  await ada.imagine(mine);
  expect((await ada.sees(mine, 1)).isPrivate).toBe(true);
  await ended(mine, 'delivered');
  expect(grace.count()).toBe(0);
  const ours = `a loud garden ${chat}`;
  await ada.imagine(ours, { private: 'no' });
  const posted = await grace.sees(ours, 1);
  expect(posted.isPrivate).toBe(false);
  await ended(ours, 'delivered');
  // What comes of a card that everybody sees is theirs alone, too.
  const [before, made] = [grace.count(), await world.deps.db.generation.count()];
  await (await ada.sees(ours, 1)).press('Again');
  const last = () =>
    world.deps.db.delivery.findFirst({ orderBy: { generation: { createdAt: 'desc' } }, include: { target: true } });
  await expect.poll(() => world.deps.db.generation.count()).toBe(made + 1);
  await expect.poll(async () => (await last())?.status).toBe('delivered');
  expect((await last())?.target?.isPrivate).toBe(true);
  expect(grace.count()).toBe(before);
  await ada.run('settings', { results: 'everybody' });
  await ada.sees('Everybody in the channel');
});

test('discord: after a quarter of an hour it is kept for /history, and never posted', async () => {
  const { ada, grace } = await two('Discord');
  const prompt = 'a hidden river';
  await ada.imagine(prompt, { private: 'yes', model: 'nano-banana' });
  expect((await ada.sees(prompt, 0)).isPrivate).toBe(true);
  // Its token is of no use any more.
  world.discord.clock.advance(16 * 60_000);
  await ended(prompt, 'undelivered');
  expect((await delivery(prompt))?.target?.isPrivate).toBe(true);
  await ada.run('history');
  const history = await ada.sees(/a hidden river.*kept, not posted/s);
  await history.press('Show 1');
  await ada.sees('only you see this');
  expect(grace.count()).toBe(0);
});

test('discord: where the bot may not post, a private picture comes all the same', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 6);
  await ada.imagine({ prompt: 'an open pond' });
  const open = await ada.sees('it', ({ images, text }) => images.length === 1 && text.includes('an open pond'));
  ada.people.setBotPermission(ada.channel.id, { canPost: false, canAttach: true });
  await ada.imagine({ prompt: 'a hidden pond' });
  await ada.sees('the refusal', ({ text }) => text.includes('I may not post pictures here'));
  await ada.imagine({ prompt: 'a hidden pond', private: 'yes' });
  await ada.sees('the picture', ({ images, text }) => images.length === 1 && text.includes('a hidden pond'));
  // A form opens where what comes of it is private by their settings alone, too.
  await ada.run('settings', { results: 'me' });
  await ada.sees('that it is so', ({ text }) => text.includes('Only me'));
  expect(await (await ada.press(open.message, 'Remix…')).modal()).toMatchObject({ custom_id: expect.any(String) });
  await ada.run('settings', { results: 'everybody' });
  await ada.sees('that it is not', ({ text }) => text.includes('Everybody in the channel'));
  ada.people.setBotPermission(ada.channel.id, { canPost: true, canAttach: true });
});

test('slack: it is said where it comes, and the flag needs no value', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 5);
  await ada.imagine('--private a hidden well');
  const told = await ada.sees('where', ({ text }) => text.includes('It comes in our direct messages'));
  expect(told.message.ephemeralFor).toBe(ada.user.id);
  const { message } = await ada.sees(
    'the picture',
    ({ images, text }) => images.length === 1 && text.includes('hidden well'),
  );
  expect(message.channel).toMatch(/^D/);
  const row = await world.deps.db.generation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  expect((await identify(world.deps, ada.chatUser)).identityId).toBe(row.identityId);
  const file = world.slack.people.file(String((message as { files?: Array<{ id: string }> }).files?.[0]?.id));
  expect(JSON.stringify(file)).not.toContain(ada.channel.id);
});
