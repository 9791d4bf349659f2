import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { askedFor } from './asked-for.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
import { startWorld, type World } from './world.ts';

/** After a refusal people have all that they wrote, as they would type it, and nothing of it was done. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(() => {
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world?.close());

const typed = { Discord: 'prompt:', Slack: '' };

test.each(chatNames)('%s: a refused command comes back with all its options', async (chat) => {
  const ada = chatPerson(world, chat);
  await fund(world, ada.chatUser, 20);
  const prompt = `a fox with a map ${chat}`;
  await ada.imagine(prompt, { model: 'rd-fast', size: 'widee', seed: 7, negative: 'cars' });
  const { text, isPrivate } = await ada.sees('is nearest to wide');
  expect(isPrivate).toBe(true);
  expect(text).toContain('What you typed:');
  expect(text).toContain(
    {
      Discord: `/imagine prompt:${prompt} model:rd-fast size:widee seed:7 negative:cars`,
      Slack: `/imagine ${prompt} --model rd-fast --size widee --seed 7 --negative cars`,
    }[chat],
  );
  expect(await askedFor(world.deps, prompt)).toEqual([]);
});

test.each(chatNames)('%s: what a form was sent with comes back as a command', async (chat) => {
  const ada = chatPerson(world, chat);
  await fund(world, ada.chatUser, 20);
  const prompt = `an owl ${chat}`;
  await ada.imagine(prompt);
  const card = await ada.sees(prompt, 1);
  await card.fill('Remix…', { prompt: `${prompt} — at night`, model: 'flux-2-pro', count: '4' });
  const { text } = await ada.sees(/have \d+ credits[\s\S]*at night/);
  expect(text).toContain('Nothing was made');
  expect(text).toContain(
    {
      Discord: `/imagine prompt:${prompt} — at night model:flux-2-pro size:square count:4 seed:`,
      Slack: '/imagine --model flux-2-pro --size square --count 4 --seed ',
    }[chat],
  );
  expect(text).toContain(`${typed[chat]}${prompt} — at night`);
});

test.each(chatNames)('%s: settings of which one is wrong are left as they are, and all come back', async (chat) => {
  const ada = chatPerson(world, chat, 1);
  await fund(world, ada.chatUser, 1);
  await ada.run('settings', { model: 'flux-shnell', size: 'wide' });
  const { text } = await ada.sees('I do not know a model');
  expect(text).toContain('Did you mean flux-schnell?');
  expect(text).toContain('Nothing was changed.');
  expect(text).toContain(
    {
      Discord: '/settings model:flux-shnell size:wide',
      Slack: '/upixel settings --model flux-shnell --size wide',
    }[chat],
  );
  await ada.run('settings');
  expect((await ada.sees('Your settings')).text).toMatch(/Shape: square/);
});

test.each(chatNames)('%s: a report of what is no link to a message reports nothing', async (chat) => {
  const ada = chatPerson(world, chat);
  await fund(world, ada.chatUser, 5);
  const prompt = `a cat that nobody minds ${chat}`;
  await ada.imagine(prompt);
  await ada.sees(prompt, 1);
  const command = { Discord: '/report', Slack: '/upixel report' }[chat];
  const slackLink = 'https://pixel-guild.slack.com/archives/C0ELSEWHERE/p1700000000000100';
  const elsewhere = { Discord: 'https://discord.com/channels/1/2/123456789', Slack: slackLink }[chat];
  for (const [message, words] of [
    ['nonsense', /“nonsense” is no link to a message. Nothing was reported/],
    ['https://example.com/cat', /“https:..example.com.cat” is no link to a message. Nothing was reported/],
    [elsewhere, /There is no picture of mine there[\s\S]*Nothing was noted/],
  ] as const) {
    await ada.run('report', { reason: 'hate', message });
    const { text, isPrivate } = await ada.sees(words);
    expect(isPrivate).toBe(true);
    expect(text).toContain(command);
    expect(text).toContain(message);
  }
  expect(await world.deps.db.report.count()).toBe(0);
});

test.each(chatNames)('%s: who may make images is what a refused rule is about', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('setup', { who: 'everybody' });
  const { text } = await ada.sees('“everybody” here');
  expect(text).toContain('Who may make images here was not changed.');
  expect(text).toContain({ Discord: '/setup who:everybody', Slack: '/upixel setup --who everybody' }[chat]);
  await ada.run('admin', { what: 'block' });
  expect((await ada.sees('Person is missing')).text).toContain('Nothing was changed.');
});

test.each(chatNames)('%s: a line with a fence or an override comes back as it was typed', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.imagine(`a \u202efox \`\`\` here ${chat}`, { size: 'widee' });
  const { text } = await ada.sees('is nearest to wide');
  const [end, size] = { Discord: ['\u202c', 'size:widee'], Slack: ['', '--size widee'] }[chat];
  // In Slack's text of a message a box stands between fences, which is how it is looked at.
  const fence = { Discord: '```', Slack: '' }[chat];
  expect(text).toContain(`a \u202efox ${fence} here ${chat}${end} ${size}`);
});

test.each(chatNames)('%s: a refused Remix says where the picture is that its line has not', async (chat) => {
  const ada = chatPerson(world, chat);
  await fund(world, ada.chatUser, 60);
  const prompt = `a pond to begin with ${chat}`;
  await ada.imagine(prompt);
  await (await ada.sees(prompt, 1)).fill('Use as reference', { prompt: `${prompt}, frozen` });
  await (await ada.sees(`${prompt}, frozen`, 1)).fill('Remix…', { model: 'flux-schnell' });
  const { text } = await ada.sees('Choose a model that takes pictures');
  expect(text).toContain('the picture that it begins with: Remix… on its card still has it');
});
