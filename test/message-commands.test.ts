import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { callbackIdOf, type MessageCommand, messageCommands } from '../bots/message/commands.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { offerFor } from './mention.ts';
import { fakeArt } from './pixel/foreign.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

interface File {
  filename: string;
  contentType: string;
  bytes: Buffer;
}
const picture = async (side = 48, filename = 'red.png'): Promise<File> => ({
  filename,
  contentType: 'image/png',
  bytes: await sharp({ create: { width: side, height: side, channels: 3, background: '#c03020' } })
    .png()
    .toBuffer(),
});
const words: File = { filename: 'list.txt', contentType: 'text/plain', bytes: Buffer.from('milk, eggs') };
/** A picture by its name, and more bytes than are taken. */
const heavy = async (): Promise<File> => {
  const { bytes, ...file } = await picture();
  return { ...file, bytes: Buffer.concat([bytes, Buffer.alloc(16 * 1024 * 1024)]) };
};

const command = (label: MessageCommand['label']) => {
  const found = messageCommands.find((each) => each.label === label);
  if (!found) throw new Error(label);
  return found;
};

/** A person on Discord who writes with files, and opens the menus of messages. */
function onDiscord(user: number, channel?: string) {
  const person = discordPerson(world, { user, ...(channel === undefined ? {} : { channel }) });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign(person, {
    says: async (files: File[]) => person.people.say({ ...at, content: 'look', files }).id,
    idOf: (message: unknown) => (message as { id: string }).id,
    choose: (label: MessageCommand['label'], targetId: string) =>
      person.people.runCommand({ ...at, name: label, targetId }).then(() => undefined),
    opened: async (message: unknown, label: string) =>
      JSON.stringify(await (await person.press(message as never, label)).modal()),
    async fills(message: unknown, label: string, values: Record<string, string>) {
      const pressed = await person.press(message as never, label);
      const { custom_id: customId } = await pressed.modal();
      await person.people.submitModal({ ...{ userId: at.userId, interactionId: pressed.id, customId }, values });
    },
  });
}

function inSlack(user: number, channel?: string) {
  const person = slackPerson(world, { user, ...(channel === undefined ? {} : { channel }) });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign(person, {
    async says(files: File[]) {
      const before = new Set(person.people.messages(at.channelId).map(({ ts }) => ts));
      for (const file of files) await person.people.upload({ ...at, ...file });
      return person.people.messages(at.channelId).find(({ ts }) => !before.has(ts))?.ts ?? '';
    },
    idOf: (message: unknown) => (message as { ts: string }).ts,
    choose: (label: MessageCommand['label'], ts: string) =>
      person.people.shortcut({ ...at, ts, callbackId: callbackIdOf(command(label)) }).then(() => undefined),
    async opened(message: unknown, label: string) {
      await person.press(message as never, label);
      const view = await person.people.until(() => person.people.view(at.userId), 10_000, 'the form');
      await person.people.closeView({ userId: at.userId, viewId: view.id });
      return JSON.stringify(view);
    },
    async fills(message: unknown, label: string, values: Record<string, string>) {
      await person.press(message as never, label);
      await person.fillIn(values);
    },
  });
}

const chats = { discord: onDiscord, slack: inSlack };
const both = ['discord', 'slack'] as const;
const balanceOf = async (who: ReturnType<typeof onDiscord | typeof inSlack>) =>
  (await identify(world.deps, who.chatUser)).balance;
const requestsOf = async (who: ReturnType<typeof onDiscord | typeof inSlack>) => {
  const { identityId } = await identify(world.deps, who.chatUser);
  return world.deps.db.generation.findMany({ where: { identityId }, orderBy: { createdAt: 'asc' } });
};

test.each(both)('%s: on a result, everybody is told the price first and is given their own', async (chat) => {
  const ada = chats[chat](0);
  await fund(world, ada.chatUser, 20);
  await (chat === 'discord' ? ada.imagine({ prompt: 'a red owl' } as never) : ada.imagine('a red owl' as never));
  const { message } = await ada.sees('the result', ({ text, images }) => text.includes('red owl') && images.length > 0);
  const before = await balanceOf(ada);
  await ada.choose('Upscale', ada.idOf(message));
  const own = await ada.sees('the price', ({ text }) => text.includes('Upscale this picture?'));
  expect(own.text).toContain(`It costs you 1 credit; you have ${before} credits.`);
  expect(own.text).toContain('“a red owl” of that message');
  expect(own.text).toContain('in a message of its own that everybody here sees.');
  expect(await balanceOf(ada)).toBe(before);
  // The press comes twice; it is made once.
  await Promise.all([ada.press(own.message as never, 'Upscale'), ada.press(own.message as never, 'Upscale')]);
  await ada.sees('the larger one', ({ text, images }) => text.includes('Upscaled from a picture') && images.length > 0);
  await expect.poll(() => balanceOf(ada)).toBe(before - 1);

  const grace = chats[chat](1);
  await fund(world, grace.chatUser, 20);
  const hers = await balanceOf(grace);
  await grace.choose('Edit…', grace.idOf(message));
  const offered = await grace.sees('the price', ({ text }) => text.includes('Edit this picture?'));
  expect(offered.text).toContain('It costs you 5 credits');
  await grace.fills(offered.message, 'Edit…', { instruction: 'Make it night' });
  await grace.sees('the edit', ({ text, images }) => text.includes('Make it night') && images.length > 0);
  const [edited] = await requestsOf(grace);
  const [drawn] = await requestsOf(ada);
  const asset = await world.deps.db.asset.findFirst({ where: { generationId: drawn?.id ?? '' } });
  expect(edited).toMatchObject({ tool: 'edit', sourceAssetId: asset?.id });
  await expect.poll(() => balanceOf(grace)).toBe(hers - 5);
  expect(await balanceOf(ada)).toBe(before - 1);
});

test.each(both)('%s: forms on a picture that nobody typed words for open without any', async (chat) => {
  const ada = chats[chat](0);
  await ada.choose('Make pixel art', await ada.says([await fakeArt(chat)]));
  const offered = await ada.sees('the offer', ({ text }) => text.includes('Make pixel art of this picture?'));
  await ada.press(offered.message as never, 'Make pixel art');
  const { message } = await ada.sees('the result', ({ text, images }) => /grid 1.00/.test(text) && images.length > 0);
  for (const label of ['Remix…', 'Use as reference'])
    expect(await ada.opened(message, label)).not.toContain('A picture of a message');
});

test('Slack: what is chosen on a message of a thread is offered and made in the thread', async () => {
  const grace = inSlack(1);
  await fund(world, grace.chatUser, 20);
  const at = { userId: grace.user.id, channelId: grace.channel.id };
  const parent = await grace.people.mention({ ...at, text: 'good morning' });
  await grace.people.upload({ ...at, ...(await picture()), threadTs: parent.ts });
  const inThread = () => grace.people.thread(at.channelId, parent.ts, at.userId);
  const says = (words: string) => () => inThread().find((each) => lookAtSlack(each).text.includes(words));
  await grace.choose('Cut out', inThread().find(({ files }) => files)?.ts ?? '');
  const offered = await grace.people.until(says('Cut out this picture?'), 30_000, 'the price');
  expect(offered.ephemeralFor).toBe(grace.user.id);
  await grace.press(offered, 'Cut out');
  await grace.people.until(() => says('Cut out of a picture')()?.files, 20_000, 'the result');
});

test('Slack: words in the thread of a picture are a new image or an edit of it, whichever is pressed, once', async () => {
  const grace = inSlack(1);
  await fund(world, grace.chatUser, 20);
  const at = { userId: grace.user.id, channelId: grace.channel.id };
  await grace.imagine('a green hill');
  const { message: hill } = await grace.sees(
    'it',
    ({ text, images }) => text.includes('green hill') && images.length > 0,
  );
  const isKnown = () => world.deps.db.chatMessage.count({ where: { messageId: hill.ts } });
  await expect.poll(isKnown).toBe(1);
  const inThread = () => grace.people.thread(at.channelId, hill.ts, at.userId);
  const about = { ...at, text: 'make it night', threadTs: hill.ts };
  const offer = await offerFor(grace.people, await grace.people.mention(about), at.userId);
  expect(lookAtSlack(offer).buttons.map(({ label }) => label)).toEqual([
    'Make it · 1 credit',
    'Edit the picture above · 5 credits',
  ]);
  const before = await balanceOf(grace);
  await Promise.all([
    grace.press(offer, 'Edit the picture above'),
    grace.press(offer, 'Edit the picture above').catch(() => undefined),
  ]);
  const isNight = ({ files, blocks }: SeenMessage) => files && JSON.stringify(blocks).includes('make it night');
  await grace.people.until(() => inThread().slice(1).find(isNight), 20_000, 'the edit');
  const requests = (await requestsOf(grace)).slice(-2);
  expect(requests).toMatchObject([{ tool: null }, { tool: 'edit' }]);
  expect(await balanceOf(grace)).toBe(before - 5);
  // With flags it is a request for an image, and elsewhere there is no picture above.
  const flagged = await offerFor(
    grace.people,
    await grace.people.mention({ ...about, text: 'night --count 2' }),
    at.userId,
  );
  expect(lookAtSlack(flagged).buttons).toHaveLength(1);
});

test.each(both)('%s: anybody’s picture is cut out, again from the copy, edited, and started from', async (chat) => {
  const target = await chats[chat](2).says([await picture()]);
  const grace = chats[chat](1);
  await fund(world, grace.chatUser, 30);
  const before = await balanceOf(grace);
  const already = (await requestsOf(grace)).length;
  await grace.choose('Cut out', target);
  const offered = await grace.sees('the price', ({ text }) => text.includes('Cut out this picture?'));
  expect(offered.text).toContain('It costs you 1 credit');
  expect(offered.text).toContain('“red.png” of that message');
  expect(await balanceOf(grace)).toBe(before);
  await Promise.all([
    grace.press(offered.message as never, 'Cut out'),
    grace.press(offered.message as never, 'Cut out'),
  ]);
  const cut = await grace.sees(
    'the result',
    ({ text, images }) => text.includes('Cut out of a picture') && images.length > 0,
  );
  const [first, ...more] = (await requestsOf(grace)).slice(already);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    tool: 'cut-out',
    sourceAssetId: null,
    stored: 1,
    inputImageKey: `inputs/${first?.id}`,
  });
  await grace.press(cut.message as never, 'Again');
  await expect.poll(async () => (await requestsOf(grace)).slice(already + 1)[0]?.stored).toBe(1);
  expect((await requestsOf(grace)).at(-1)).toMatchObject({ tool: 'cut-out', inputImageKey: first?.inputImageKey });

  await grace.choose('Edit…', target);
  const toEdit = await grace.sees('the edit', ({ text }) => text.includes('Edit this picture?'));
  await grace.fills(toEdit.message, 'Edit…', { instruction: 'Paint it blue' });
  await grace.sees('the edit', ({ text, images }) => text.includes('Paint it blue') && images.length > 0);

  await grace.choose('Use as reference', target);
  const toStart = await grace.sees('the form', ({ text }) => text.includes('Start from this picture?'));
  const wanted = { prompt: 'a tower like this', model: 'rd-fast', size: 'square', count: '1' };
  await grace.fills(toStart.message, 'Use as reference', wanted);
  await grace.sees('the tower', ({ text, images }) => text.includes('a tower like this') && images.length > 0);
  const sent = [...world.replicate.predictions.values()].findLast(({ input }) => input.prompt === wanted.prompt);
  expect(sent?.input).toMatchObject({ input_image: expect.stringMatching(/\/v1\/files\//) });
});

test.each(both)('%s: no picture, too heavy a one, or too large a one costs nothing and says why', async (chat) => {
  const bea = chats[chat](2);
  const before = await balanceOf(bea);
  const already = (await requestsOf(bea)).length;
  await bea.choose('Cut out', await bea.says([words]));
  await bea.sees('that there is none', ({ text }) => text.includes('There is no picture in that message'));
  await bea.choose('Upscale', await bea.says([await picture(1500)]));
  await bea.sees('how large', ({ text }) => text.includes('real-esrgan takes pictures of at most 2 megapixels'));
  await bea.choose('Edit…', await bea.says([await heavy()]));
  await bea.sees('how heavy', ({ text }) => text.includes('It is larger than 15 MB'));
  expect((await requestsOf(bea)).length).toBe(already);
  expect(await balanceOf(bea)).toBe(before);
});

test('discord: several pictures are a choice, also in direct messages', async () => {
  const ada = onDiscord(0, 'dm');
  await fund(world, ada.chatUser, 20);
  const target = await ada.says([await picture(32, 'one.png'), words, await picture(40, 'SPOILER_two.png')]);
  await ada.choose('Upscale', target);
  const offered = await ada.sees('the choice', ({ text }) => text.includes('Upscale which picture?'));
  expect(offered.images).toHaveLength(2);
  expect(offered.text).toContain('1: one.png, 2: SPOILER_two.png of that message');
  expect(offered.text).toContain('in a message of its own here.');
  await ada.press(offered.message, '2');
  await ada.sees('the second', ({ text, images }) => text.includes('Upscaled from a picture') && images.length > 0);
  const made = (await requestsOf(ada)).at(-1);
  const asset = await world.deps.db.asset.findFirst({ where: { generationId: made?.id ?? '' } });
  expect(asset).toMatchObject({ width: 160, height: 160 });
});

test('slack: where the bot is not in the channel, the result comes directly', async () => {
  const channel = world.slack.people.workspaces[0]?.channels.find(({ name }) => name === 'random');
  const ada = inSlack(0, channel?.name);
  await fund(world, ada.chatUser, 20);
  const target = await ada.says([await picture()]);
  await ada.choose('Upscale', target);
  const offered = await ada.sees('the price', ({ text }) => text.includes('Upscale this picture?'));
  await ada.press(offered.message, 'Upscale');
  await ada.sees('the result', ({ text, images }) => text.includes('Upscaled from a picture') && images.length > 0);
});

// The last one here: from now on the teams have credits.
test.each(both)('%s: whose wallet pays is said of what costs, and of nothing else', async (chat) => {
  const ada = chats[chat](0);
  await ada.run('team');
  await ada.sees('the wallet', ({ text }) => text.includes('team wallet has'));
  for (const { walletId } of await world.deps.db.workspace.findMany())
    if (walletId) await grantCredits(world.deps, { walletId, origin: 'grant', amount: 50, key: `${chat}:${walletId}` });
  const asked = await ada.says([await picture(48, `${chat}.png`)]);
  const offer =
    (title: string) =>
    ({ text }: { text: string }) =>
      text.includes(title) && text.includes(`${chat}.png`);
  await ada.choose('Cut out', asked);
  const paid = await ada.sees('what costs', offer('Cut out this picture?'));
  expect(paid.text).toContain('Where your team’s wallet pays for you, it pays this, too.');
  await ada.choose('Make pixel art', asked);
  const free = await ada.sees('what is free', offer('Make pixel art of this picture?'));
  expect(free.text).toContain('It is free; you have');
  expect(free.text).not.toContain('wallet');
});
