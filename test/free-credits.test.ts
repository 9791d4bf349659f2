import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    logLevel: 'fatal',
    env: { UNPAID_CREDITS_PER_WORKSPACE: '3', UNPAID_CREDITS_PER_DAY: '5' },
  });
});
afterAll(() => world.close());

test('a Discord account made a moment ago hears why its trial cannot be used, and what it can do; nothing is held', async () => {
  const { people } = world.discord;
  const { id } = people.addNewcomer();
  const channelId = people.guilds[0]?.channels.find(({ name }) => name === 'general')?.id ?? '';
  await people.runCommand({ userId: id, channelId, name: 'imagine', options: { prompt: 'a hasty fox' } });
  const told = await people.until(
    () =>
      people
        .messages(channelId, id)
        .map(lookAtDiscord)
        .find(({ text }) => text.includes('younger than 7 days')),
    30_000,
    'why not',
  );
  expect(told.text).toMatch(/Nothing was held and nothing was made\..*Buy credits with `\/buy`: they work at once\./s);
  expect((await identify(world.deps, { platform: 'discord', teamId: '', userId: id })).balance).toBe(20);
  // Before anything is asked for.
  for (const name of ['credits', 'help']) {
    await people.runCommand({ userId: id, channelId, name });
    await people.until(
      () =>
        people
          .messages(channelId, id)
          .map(lookAtDiscord)
          .some(({ text }) =>
            /free credits are for older ones\. Yours work from \d+ \w+\. Bought credits work at once/.test(text),
          ),
      30_000,
      name,
    );
  }
});

test('a day’s free credits of a server, and of the service, end in a sentence on both chats, and the operator hears', async () => {
  const ada = discordPerson(world);
  await ada.imagine({ prompt: 'three foxes', count: 3 });
  await ada.sees('the foxes', ({ text, images }) => images.length === 3 && text.includes('three foxes'));
  const grace = discordPerson(world, { user: 1 });
  await grace.imagine({ prompt: 'one more' });
  await grace.sees('the server’s limit', ({ text }) => text.includes('may use of free credits in a day is used up'));
  await grace.run('credits');
  await grace.sees('it before the next one', ({ text }) =>
    /in a day is used up\. There are more after midnight/.test(text),
  );
  const edsger = slackPerson(world);
  await edsger.imagine('three owls --count 3');
  await edsger.sees('the service’s limit', ({ text }) => text.includes('gives away in a day is used up'));
  expect((await world.deps.metrics.text()).body).toContain('upixel_operator_needed_total{cause="unpaid_cap"} 2');
});

test('Again pressed twice makes one picture, and says so; a double click pays once', async () => {
  await world.deps.db.unpaidDay.deleteMany();
  const ada = discordPerson(world);
  await ada.imagine({ prompt: 'a fox again' });
  const { message } = await ada.sees(
    'the fox',
    ({ text, images }) => images.length === 1 && text.includes('a fox again'),
  );
  const { balance } = await identify(world.deps, ada.chatUser);
  await Promise.all([ada.press(message, 'Again'), ada.press(message, 'Again')]);
  await ada.sees('that it was twice', ({ text }) => text.includes('You pressed that twice'));
  await ada.sees(
    'another fox',
    ({ text, images }, each) => each.id !== message.id && images.length === 1 && text.includes('a fox again'),
  );
  expect((await identify(world.deps, ada.chatUser)).balance).toBe(balance - 1);
  expect(
    await world.deps.db.generation.count({ where: { id: { in: await askedFor(world.deps, 'a fox again') } } }),
  ).toBe(2);

  const grace = slackPerson(world);
  await grace.imagine('an owl again');
  const owl = await grace.sees('the owl', ({ text, images }) => images.length === 1 && text.includes('an owl again'));
  await Promise.all([grace.press(owl.message, 'Again'), grace.press(owl.message, 'Again')]);
  await grace.sees('that it was twice', ({ text }) => text.includes('You pressed that twice'));
  expect(
    await world.deps.db.generation.count({ where: { id: { in: await askedFor(world.deps, 'an owl again') } } }),
  ).toBe(2);
});
