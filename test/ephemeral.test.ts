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

/** What a command does not go without. */
const needed: Record<string, Record<string, string>> = { report: { reason: 'other' }, export: { engine: 'godot' } };

test.each(forOneself)('what /%s answers is seen by whoever asked, and by nobody else in the channel', async (name) => {
  const options = needed[name] ?? {};
  const typed = Object.entries(options).map(([option, value]) => ` --${option} ${value}`);
  const [discord, slack] = [discordPerson(world), slackPerson(world)];
  const others = [discordPerson(world, { user: 1 }), slackPerson(world, { user: 1 })];
  await discord.run(name, options);
  await discord.sees('the answer', () => true);
  await slack.run(`${name}${typed.join('')}`);
  await slack.sees('the answer', () => true);
  for (const grace of others) expect(grace.messages()).toEqual([]);
});
