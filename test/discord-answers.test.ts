import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultAction } from '#sandbox/kit/faults.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { startWorld, type World } from './world.ts';

/** An acknowledged request is answered even if the first way to answer fails. */
let world: World;

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent' });
});
afterAll(() => world.close());
afterEach(() => world.discord.faults.clear());

describe('a refusal where everybody reads "thinking…"', () => {
  const removing = /^DELETE .*@original/;
  const tooDear = { prompt: 'dear', model: 'flux-2-pro', count: 4 };
  const unknown: FaultAction = { type: 'answer', status: 404, body: { code: 10008, message: 'Unknown Message' } };

  test.each<[string, FaultAction, number]>([
    ['its removal is answered by a 502', { type: 'answerAfter', status: 502 }, 1],
    ['the answer to its removal is lost', { type: 'resetAfter' }, 1],
    ['Discord knows of none', unknown, 1],
    ['Discord does not remove it', { type: 'answer', status: 500 }, 2],
    ['Discord wants to be left alone for ten minutes', { type: 'rateLimit', retryAfterS: 600 }, 1],
  ])('%s: it is told all the same', async (_what, fault, times) => {
    const ada = discordPerson(world);
    world.discord.faults.add({ on: removing, do: fault, times });
    await ada.imagine(tooDear);
    await ada.sees('why not', ({ text }) => text.includes('credits'));
    expect(world.discord.faults.list()).toEqual([]);
  });
});

test('a private answer that Discord does not take for ten minutes comes another way', async () => {
  const ada = discordPerson(world);
  world.discord.faults.add({ on: /^PATCH .*@original/, do: { type: 'rateLimit', retryAfterS: 600 } });
  await ada.run('credits');
  await ada.sees('the credits', ({ text }) => text.includes('credits'));
});

test('an answer that no way takes is not told as something that was not done', async () => {
  const ada = discordPerson(world);
  const refused: FaultAction = { type: 'answer', status: 400, body: { code: 50_035, message: 'Invalid Form Body' } };
  world.discord.faults.add({ on: /^PATCH .*@original/, do: refused });
  world.discord.faults.add({ on: /^POST .*\/webhooks\//, do: refused });
  await ada.run('credits');
  const said = await ada.sees('that it was not shown', ({ text }) => text.includes('could not show you the answer'));
  expect(said.text).toContain('was done');
  expect(world.discord.faults.list()).toEqual([]);
});
