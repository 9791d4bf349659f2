import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent' });
});
afterEach(() => world.slack.faults.clear());
afterAll(() => world.close());

/** Asks for a picture. Returns this person's messages that still say that it is starting. */
async function ask(prompt: string) {
  const ada = slackPerson(world);
  const before = await fund(world, ada.chatUser, trialCredits);
  await ada.imagine(prompt);
  const beginning = () => ada.messages().filter((each) => ada.look(each).text.includes('Starting'));
  return { ada, before, beginning, balance: async () => (await identify(world.deps, ada.chatUser)).balance };
}

test('a status that comes after the result is taken away again', async () => {
  const [early, { slack }] = [slackPerson(world), world.deps];
  const show = slack.show.bind(slack);
  vi.spyOn(slack, 'show').mockImplementation(async (...given) => {
    await early.sees('the picture', ({ images }) => images.length === 1);
    return show(...given);
  });
  const { ada, beginning } = await ask('a late fox');
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await ada.sees('the late status', ({ text }) => text.includes('Starting'));
  await expect.poll(() => beginning().length).toBe(0);
  // Besides what the person alone is told, once, about policy and terms.
  expect(ada.messages().filter(({ ephemeralFor }) => ephemeralFor === undefined)).toHaveLength(1);
});

test('a status whose answer is lost calls nothing off, and goes when it is pressed', async () => {
  world.slack.faults.add({ on: /chat\.postMessage/, do: { type: 'dropAfter' } });
  const { ada, before, beginning, balance } = await ask('an unheard fox');
  await ada.sees('the picture', ({ text, images }) => text.includes('an unheard fox') && images.length === 1);
  expect(await balance()).toBe(before - 1);
  const { message: status } = await ada.sees('the lost status', ({ text }) => text.includes('Starting'));
  await ada.press(status, 'Cancel');
  await ada.sees('that there is nothing to cancel', ({ text }) => text.includes('done already'));
  await expect.poll(() => beginning().length).toBe(0);
});

test('a status whose answer is lost is found by its button, and says that it was canceled', async () => {
  world.replicate.faults.add({ on: 'POST /v1/', times: 50, do: { type: 'answer', status: 429 } });
  world.slack.faults.add({ on: /chat\.postMessage/, do: { type: 'dropAfter' } });
  try {
    const { ada, before, balance } = await ask('a fox called off');
    const { message: status } = await ada.sees('the lost status', ({ text }) => text.includes('Starting'));
    await ada.press(status, 'Cancel');
    const everybodySees = () =>
      ada
        .messages()
        .filter(({ ephemeralFor }) => ephemeralFor === undefined)
        .map((each) => ada.look(each).text);
    await expect.poll(everybodySees, { timeout: 15_000 }).toEqual([expect.stringContaining('Canceled')]);
    expect(await balance()).toBe(before);
  } finally {
    world.replicate.faults.clear();
  }
});

test('what no model takes for a while says so, and is made once one does', async () => {
  world.replicate.faults.add({ on: 'POST /v1/', times: 200, do: { type: 'answer', status: 429 } });
  try {
    const { ada } = await ask('a patient fox');
    await ada.sees('that it starts', ({ text }) => text.includes('a patient fox') && text.includes('Starting'));
    await world.deps.db
      .$executeRaw`UPDATE generations SET started_at = started_at - interval '20 seconds' WHERE status = 'running'`;
    await ada.sees('that it waits', ({ text }) => /a patient fox.*takes nothing right now/s.test(text));
    world.replicate.faults.clear();
    await ada.sees('the picture', ({ text, images }) => text.includes('a patient fox') && images.length === 1, 90_000);
  } finally {
    world.replicate.faults.clear();
  }
});

test('whoever may see no status is told at once that it is being made', async () => {
  world.slack.faults.add({ on: /chat\.postMessage/, do: { type: 'drop' } });
  const { ada, beginning } = await ask('silent owl unseen');
  const { message } = await ada.sees('that it is being made', ({ text }) => text.includes('It is being made'));
  expect(message.ephemeralFor).toBe(ada.user.id);
  expect(beginning()).toEqual([]);
});

test('a status that nobody could note down goes with the request', async () => {
  const { db } = world.deps;
  await db.$executeRaw`ALTER TABLE deliveries ADD CONSTRAINT nothing_noted CHECK (message_id IS NULL) NOT VALID`;
  try {
    const { ada, before, beginning, balance } = await ask('a fox of no note');
    await ada.sees('that it failed', (_look, { ephemeralFor }) => ephemeralFor === ada.user.id);
    expect(beginning()).toEqual([]);
    expect(await balance()).toBe(before);
  } finally {
    await db.$executeRaw`ALTER TABLE deliveries DROP CONSTRAINT nothing_noted`;
  }
});
