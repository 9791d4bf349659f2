import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createProject } from '#core/projects/create-project.ts';
import type { OpenView } from '#sandbox/slack/shapes.ts';
import { webPerson } from './account-person.ts';
import { buildGeneration } from './builders/generation.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(async () => {
  world.slack.faults.clear();
  const { people } = world.slack;
  for (const { id: userId } of people.workspaces[0]?.users ?? []) {
    const view = people.view(userId);
    if (view) await people.closeView({ userId, viewId: view.id, all: true });
  }
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});
afterAll(() => world.close());

const wordsIn = (view: OpenView | undefined) => JSON.stringify(view?.blocks ?? []);

/** What a person does in the Home tab, and in the windows that it opens. */
function atHome(person: ReturnType<typeof slackPerson>) {
  const { people, user } = person;
  const press = (view: OpenView, label: string) => {
    const elements = view.blocks.flatMap(
      (block) => (block as { elements?: Array<Record<string, unknown>> }).elements ?? [],
    );
    const button = elements.find((each) => (each.text as { text?: string } | undefined)?.text === label);
    if (!button) throw new Error(`There is no button ${label}`);
    return people.clickInView({ userId: user.id, viewId: view.id, actionId: String(button.action_id) });
  };
  const sees = (words: string) =>
    people.until(
      () => {
        const home = people.home(user.id);
        return wordsIn(home).includes(words) && home;
      },
      30_000,
      `“${words}” at home`,
    );
  const window = (words: string) =>
    people.until(
      () => {
        const view = people.view(user.id);
        return wordsIn(view).includes(words) && view;
      },
      30_000,
      `“${words}” in a window`,
    );
  /** A busy machine may draw the small picture only after the tab was shown. */
  const withThumbnail = async () => {
    const look = async () => {
      await people.openHome({ userId: user.id });
      return wordsIn(await sees('Your latest pictures'));
    };
    await expect.poll(look, { interval: 1_500 }).toContain('small=png');
    return wordsIn(people.home(user.id));
  };
  const closes = (view: OpenView) => people.closeView({ userId: user.id, viewId: view.id });
  return { press, sees, window, closes, withThumbnail, open: () => people.openHome({ userId: user.id }) };
}

test('whoever only looks is shown how to begin, and is not remembered', async () => {
  const grace = slackPerson(world, { user: 1 });
  const before = await world.deps.db.identity.count();
  const home = atHome(grace);
  await home.open();
  const words = wordsIn(await home.sees('I make pictures from words'));
  for (const label of ['New image', 'Settings', 'Link an account']) expect(words).toContain(`"${label}"`);
  expect(await world.deps.db.identity.count()).toBe(before);
});

test('from the Home tab to a picture, and again to everything that is theirs', async () => {
  const ada = slackPerson(world);
  const before = await fund(world, ada.chatUser, 20);
  const home = atHome(ada);
  await home.open();
  await home.press(await home.sees(`You have ${before} credits`), 'New image');
  const sent = await ada.fillIn({ prompt: 'a lighthouse at home', count: '1' });
  expect(sent.closed).toBe(true);
  const result = await ada.sees(
    'the picture',
    ({ text, images }) => text.includes('lighthouse') && images.length === 1,
  );
  expect(result.message.channel).toBe(ada.people.dmChannelId(ada.user.id));
  await home.open();
  const view = await home.sees('a lighthouse at home');
  expect(wordsIn(view)).toContain(`You have ${before - 1} credits`);
  const [thumbnail = ''] = /http[^"]*small=png/.exec(await home.withThumbnail()) ?? [];
  const small = await fetch(thumbnail);
  expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ format: 'png', width: 176 });

  await home.press(view, 'Models and prices');
  await home.closes(await home.window('Nano Banana'));
  await home.press(view, 'All my requests');
  const history = await home.window('Your latest requests');
  expect(wordsIn(history)).toContain('small=png');
  // It is seen a moment before it is recorded as delivered.
  await expect.poll(() => world.deps.db.delivery.count({ where: { status: 'delivered' } })).toBe(1);
  await home.press(history, 'Show 1');
  await home.press(await home.window('only you see this'), 'Post here');
  // It came there in the first place.
  await home.window('It stands here already');
});

test('the latest pictures are shown however much came since without one, and the projects that are not named are counted', async () => {
  const grace = slackPerson(world, { user: 1 });
  await fund(world, grace.chatUser, 20);
  const web = webPerson(world);
  await web.register('grace.home@example.com');
  await linkChat(web, grace);
  const { userId = '', ...who } = await identify(world.deps, grace.chatUser);
  const owner = { ...who, userId };
  await grace.imagine('a kept kite');
  await grace.sees('it', ({ text, images }) => text.includes('a kept kite') && images.length === 1);
  for (let at = 0; at < 6; at++) await buildGeneration(world.deps, owner, { prompt: 'nothing came', images: 0 });
  for (let at = 0; at < 12; at++) await createProject(world.deps, userId ?? '', { name: `Set ${at + 10}` });
  const home = atHome(grace);
  await home.open();
  const words = wordsIn(await home.sees('a kept kite'));
  expect(words).not.toContain('nothing came');
  expect(words).toMatch(/Projects: .*Set 10.*Set 19\W*and 2 more/);
});

test('a form over a window is sent, and what is wrong with it is shown in it', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 20);
  const home = atHome(ada);
  await home.open();
  await home.press(await home.sees('What is kept about you'), 'What is kept about you');
  await home.press(await home.window('Your data at UPixel'), 'Correct');
  const refused = await ada.fillIn({ words: '' });
  expect(refused.closed).toBe(false);
  await ada.fillIn({ words: 'My name is spelled with a K.' });
  await ada.sees('the receipt', ({ text }) => text.includes('We have your request'));
});

test('a window that was closed, or did not open: the answer comes directly', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 20);
  const home = atHome(ada);
  await home.open();
  world.slack.faults.add({
    on: 'views.open',
    do: { type: 'answer', status: 200, body: { ok: false, error: 'expired_trigger_id' } },
  });
  await home.press(await home.sees('Models and prices'), 'Models and prices');
  await ada.sees('the models', ({ text }) => text.includes('Nano Banana'));
});

test('a window whose opening is not confirmed says its answer; what fails before anybody is asked is told directly', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 20);
  const home = atHome(ada);
  await home.open();
  const view = await home.sees('Models and prices');
  world.slack.faults.add({ on: 'views.open', do: { type: 'dropAfter' } });
  await home.press(view, 'Models and prices');
  await home.closes(await home.window('Nano Banana'));

  world.slack.faults.add({ on: 'conversations.open', do: { type: 'answer', status: 500 } });
  await home.press(view, 'Models and prices');
  await home.window('It comes in our direct messages');
  await ada.sees('the apology', ({ text }) => text.includes('Something went wrong on our side'));
});

test('the shortcut asks for an image from anywhere', async () => {
  const ada = slackPerson(world);
  const before = await fund(world, ada.chatUser, 20);
  await ada.people.shortcut({ userId: ada.user.id, channelId: ada.channel.id, callbackId: 'new-image' });
  await ada.fillIn({ prompt: 'from a shortcut' });
  await ada.sees('the picture', ({ text, images }) => text.includes('from a shortcut') && images.length === 1);
  expect((await identify(world.deps, ada.chatUser)).balance).toBe(before - 1);
});

test('the Home tab of whoever is erased shows nothing of theirs', async () => {
  const ada = slackPerson(world);
  const home = atHome(ada);
  await home.open();
  await home.sees('a lighthouse at home');
  await home.press(await home.sees('What is kept about you'), 'What is kept about you');
  await home.press(await home.window('Your data at UPixel'), 'Delete my data…');
  await home.press(await home.window('Delete your data?'), 'Delete it all');
  await home.window('will be deleted on');
  await world.deps.db.$executeRaw`UPDATE erasures SET due_at = now() - interval '1 second'`;
  await expect.poll(() => wordsIn(ada.people.home(ada.user.id))).not.toMatch(/lighthouse|credits/);
});

test('a Home tab of which Slack does not fetch the pictures reads whole without, and what is deleted has no file left', async () => {
  const ada = slackPerson(world);
  await fund(world, ada.chatUser, 20);
  await ada.imagine('a fading lamp');
  const { message } = await ada.sees(
    'the lamp',
    ({ text, images }) => text.includes('a fading lamp') && images.length === 1,
  );
  const home = atHome(ada);
  await home.open();
  await home.sees('a fading lamp');
  await home.withThumbnail();
  const { pngKey } = await world.deps.db.asset.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  expect(await world.deps.storage.exists(pngKey ?? '')).toBe(true);
  const refused = { type: 'answer', status: 200, body: { ok: false, error: 'invalid_blocks' } } as const;
  world.slack.faults.add({ on: 'views.publish', do: refused, times: 1 });
  await home.open();
  const plain = await home.sees('Slack could not fetch the pictures.');
  expect(wordsIn(plain)).toContain('a fading lamp');
  await ada.press(message, 'Delete');
  const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
  await ada.press(asked.message, 'Delete for good');
  await expect.poll(() => world.deps.storage.exists(pngKey ?? '')).toBe(false);
});
