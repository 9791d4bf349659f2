import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../bots/commands/index.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());

const forOneself = commands.filter(({ answer }) => answer === 'ephemeral').map(({ name }) => name);

test.each(forOneself)('what /%s answers is seen by whoever asked, and by nobody else in the channel', async (name) => {
  for (const person of [discordPerson, slackPerson]) {
    const [ada, grace] = [person(world, { user: 0 }), person(world, { user: 1 })];
    await ada.run(name);
    await ada.sees('the answer', () => true);
    expect(grace.messages()).toEqual([]);
  }
});
