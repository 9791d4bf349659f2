import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    env: { REQUESTS_PER_MINUTE: '2', REQUESTS_PER_MINUTE_OF_PLACE: '4' },
  });
});
afterAll(() => world?.close());

const seconds = /Try again in ([1-9]|[1-5]\d|60) seconds?\./;

test.each(chatNames)('%s: who sends too much, or asks where everybody does, is told when it goes on', async (chat) => {
  const [ada, grace, eve] = [chatPerson(world, chat, 0), chatPerson(world, chat, 1), chatPerson(world, chat, 2)];
  const place = chat === 'Discord' ? 'server' : 'workspace';
  await ada.run('help');
  await ada.run('models');
  await ada.imagine('a fox in a hurry');
  const told = await ada.sees('I take 2 requests a minute from one person, and you have sent as many');
  expect(told.isPrivate).toBe(true);
  expect(told.text).toMatch(seconds);
  expect(told.text).toContain('cost nothing');
  expect(told.buttons).toEqual([]);
  await ada.sees(/\/imagine .*a fox in a hurry/);
  // What was refused does not count for the others.
  await grace.run('help');
  await grace.run('models');
  await eve.imagine('an owl in the crowd');
  const busy = await eve.sees(`This ${place} is very busy`);
  expect(busy.isPrivate).toBe(true);
  expect(busy.text).toMatch(seconds);
  await eve.sees(/\/imagine .*an owl in the crowd/);
  expect(await world.deps.db.generation.count()).toBe(0);
});

test('a direct message is in nobody’s place', async () => {
  const eve = discordPerson(world, { user: 2, channel: 'dm' });
  await eve.run('help');
  await eve.sees('the help', ({ text }) => text.includes('/imagine'));
});

test.each(chatNames)('%s: a private card stays whose button was pressed too soon', async (chat) => {
  const other = await startWorld(await createTestDatabase(), { env: { REQUESTS_PER_MINUTE: '2' } });
  const ada = chatPerson(other, chat);
  await ada.run('models');
  await ada.run('privacy');
  const card = await ada.sees('Your data at UPixel');
  await card.press('Delete my data…');
  expect((await ada.sees('That was a lot at once')).text).toMatch(seconds);
  const { buttons } = await ada.sees('Your data at UPixel');
  expect(buttons).toEqual(card.buttons);
  await other.close();
});

test('Slack: a form is not opened to be refused once it is filled in', async () => {
  const other = await startWorld(await createTestDatabase(), { env: { REQUESTS_PER_MINUTE: '1' } });
  const ada = slackPerson(other);
  await ada.run('models');
  await ada.imagine('');
  await ada.sees('why not', ({ text }) => text.includes('I take 1 request a minute'));
  expect(ada.people.view(ada.user.id)).toBeUndefined();
  await other.close();
});
