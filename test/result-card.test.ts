import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createProject } from '#core/projects/create-project.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  // Slack's stand-in refuses what Slack's documents refuse.
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world?.close());

type Seen = Look & { message: object & { ephemeralFor?: string } };

/** What both chats let a person do, in the same words. */
function onDiscord(user: number) {
  const person = discordPerson(world, { user });
  return Object.assign({}, person, {
    id: person.user.id,
    shownAs: `<@${person.user.id}>`,
    imagine: async (prompt: string, count: number) => void (await person.imagine({ prompt, count })),
    press: async (message: object, label: string) => void (await person.press(message as never, label)),
    /** Presses, and sends the form with these values changed; returns what it opened with. */
    async fill(message: object, label: string, values: Record<string, string>) {
      const pressed = await person.press(message as never, label);
      const modal = await pressed.modal();
      await person.people.submitModal({
        ...{ userId: person.user.id, interactionId: pressed.id, customId: modal.custom_id },
        values,
      });
      return JSON.stringify(modal);
    },
  });
}

function onSlack(user: number) {
  const person = slackPerson(world, { user });
  return Object.assign({}, person, {
    id: person.user.id,
    shownAs: person.user.name,
    imagine: async (prompt: string, count: number) => void (await person.imagine(`${prompt} --count ${count}`)),
    press: async (message: object, label: string) => void (await person.press(message as never, label)),
    async fill(message: object, label: string, values: Record<string, string>) {
      await person.press(message as never, label);
      const form = await person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
      await person.fillIn(values);
      return JSON.stringify(form);
    },
  });
}

const chats = [
  ['Discord', onDiscord],
  ['Slack', onSlack],
] as const;
type Person = ReturnType<typeof onDiscord> | ReturnType<typeof onSlack>;

const labels = (look: Pick<Look, 'buttons'>) => look.buttons.map(({ label }) => label);
const sees = (person: Person, what: string, matches: (look: Look, message: { ephemeralFor?: string }) => unknown) =>
  person.sees(what, matches as never) as Promise<Seen>;
const privately = async (person: Person, words: string | RegExp) => {
  const seen = await sees(
    person,
    `“${words}”`,
    ({ text }, { ephemeralFor }) =>
      ephemeralFor && (typeof words === 'string' ? text.includes(words) : words.test(text)),
  );
  expect(seen.message.ephemeralFor).toBe(person.id);
  return seen;
};
const pictures = (person: Person, prompt: string, count: number) =>
  sees(
    person,
    `${count} of ${prompt}`,
    ({ images, text }, { ephemeralFor }) => !ephemeralFor && images.length === count && text.includes(prompt),
  );
const balanceOf = async (person: Person) => (await identify(world.deps, person.chatUser)).balance;
const delivered = async (prompt: string) => {
  const [generationId = ''] = await askedFor(world.deps, prompt);
  await expect
    .poll(async () => (await world.deps.db.delivery.findUnique({ where: { generationId } }))?.status)
    .toBe('delivered');
};

test.each(chats)(
  '%s: four pictures in one message, by number; what costs says what; nobody reads a balance',
  async (_, on) => {
    const ada = on(0);
    await fund(world, ada.chatUser, 40);
    await ada.imagine('four foxes', 4);
    const card = await pictures(ada, 'four foxes', 4);
    expect(card.text).toContain(`for ${ada.shownAs}`);
    expect(card.text).not.toMatch(/credits? left|you have/i);
    expect(labels(card)).toEqual([
      ...['U1', 'U2', 'U3', 'U4', 'V1', 'V2', 'V3', 'V4'],
      ...['Again · 4 credits', 'Edit… · 5 credits', 'Remix…', 'Save to project'],
    ]);
    expect(card.text).toMatch(/U Upscale · \d+ credits?\s+V 4 more by other seeds · 4 credits/);
    expect(card.buttons.find(({ label }) => label.startsWith('Again'))?.customId).toMatch(/^v2:again:/);
    expect(labels(card)).not.toContain('Delete');
    expect(card.choices.map(({ label }) => label)).toEqual([
      ...[
        'Cut out one · 1 credit',
        'Describe one · 1 credit',
        'Make pixel art of one · free',
        'Use one as reference',
        'Download originals',
        'Export…',
        'Report…',
        'Delete',
      ],
    ]);
    await ada.press(card.message, 'Cut out one');
    const which = await privately(ada, 'Which picture to cut out?');
    expect(labels(which)).toEqual(
      ['1', '2', '3', '4'].map((each) => expect.stringMatching(`^${each} · \\d+ credits?$`)),
    );
    // On Slack each file's title is its number; on Discord its description begins with it.
    if (on === onDiscord) expect(card.images.map(({ alt }) => alt.slice(0, 2))).toEqual(['1:', '2:', '3:', '4:']);
    else expect(card.images.map(({ url }) => world.slack.people.file(url).title)).toEqual(['1', '2', '3', '4']);
    await ada.press(card.message, 'U3');
    await pictures(ada, 'Upscaled from picture 3, drawn by flux-schnell', 1);
  },
);

test.each(chats)('%s: Remix opens with what was asked, and makes what is sent', async (_, on) => {
  const [ada, grace] = [on(0), on(1)];
  await fund(world, ada.chatUser, 40);
  const hers = await fund(world, grace.chatUser, 40);
  await ada.imagine('a red barn', 1);
  const card = await pictures(ada, 'a red barn', 1);
  const form = await grace.fill(card.message, 'Remix…', { prompt: 'a blue barn', count: '2' });
  expect(form).toContain('a red barn');
  // Prices are in it before anything costs.
  expect(form).toMatch(/flux-2-pro · 6 credits an image/);
  await pictures(grace, 'a blue barn', 2);
  expect(await balanceOf(grace)).toBe(hers - 2);
});

test.each(chats)('%s: somebody else’s picture is a start of one’s own, copied', async (_, on) => {
  const [ada, grace] = [on(0), on(1)];
  await fund(world, ada.chatUser, 40);
  await fund(world, grace.chatUser, 40);
  await ada.imagine('two geese', 2);
  const card = await pictures(ada, 'two geese', 2);
  await grace.press(card.message, 'Use one as reference');
  const which = await privately(grace, 'Which picture to start from?');
  expect(labels(which)).toEqual(['1', '2']);
  const prompt = `geese as knights ${grace.id}`;
  const form = await grace.fill(which.message, '2', { prompt });
  expect(form).toContain('two geese');
  expect(form).not.toContain('flux-schnell'); // it starts from words alone
  const made = await pictures(grace, prompt, 1);
  const [id = ''] = await askedFor(world.deps, prompt);
  const row = await world.deps.db.generation.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ inputImageKey: `inputs/${id}`, referenceUrl: null });
  expect(await world.deps.storage.exists(`inputs/${id}`)).toBe(true);
  expect(labels(made)).toContain('Remix…');
});

test.each(chats)('%s: on somebody else’s card one is told the price, presses once more, and pays', async (_, on) => {
  const [ada, grace] = [on(0), on(1)];
  await fund(world, ada.chatUser, 40);
  const hers = await fund(world, grace.chatUser, 40);
  const prompt = `three owls ${ada.id}`;
  await ada.imagine(prompt, 3);
  const card = await pictures(ada, prompt, 3);
  const his = await balanceOf(ada);
  await grace.press(card.message, 'Again');
  const told = await privately(grace, 'This costs you 3 credits');
  expect(told.text).toContain(`for 3 credits, from your ${hers}?`);
  expect(await askedFor(world.deps, prompt)).toHaveLength(1);
  // Twice in a row makes one.
  await Promise.all([grace.press(told.message, 'Go on'), grace.press(told.message, 'Go on')]);
  await expect.poll(async () => (await askedFor(world.deps, prompt)).length).toBe(2);
  await sees(grace, 'their own', ({ images, text }) => images.length === 3 && text.includes(`for ${grace.shownAs}`));
  expect([await balanceOf(grace), await balanceOf(ada)]).toEqual([hers - 3, his]);
  expect(await askedFor(world.deps, prompt)).toHaveLength(2);

  for (const label of ['Delete', 'Save to project', 'Download originals']) {
    await grace.press(card.message, label);
    const no = await privately(grace, /Only the person who asked for it can/);
    expect(no.text).toContain('Again, Remix and Use as reference');
  }
});

test.each(chats)('%s: whoever sees a card reports it from its menu; nobody else reads of it', async (_, on) => {
  const [ada, grace] = [on(0), on(1)];
  await fund(world, ada.chatUser, 40);
  const prompt = `a picture to report ${ada.id}`;
  await ada.imagine(prompt, 2);
  const card = await pictures(ada, prompt, 2);
  await delivered(prompt);
  const [generationId = ''] = await askedFor(world.deps, prompt);
  await world.deps.db.asset.updateMany({ where: { generationId, position: 1 }, data: { deletedAt: new Date() } });
  const said = { reason: 'violence', words: 'It bites.' };
  const form = await grace.fill(card.message, 'Report…', { ...said, picture: '2' });
  expect(form).toContain('What is wrong');
  const refused = await privately(grace, 'Picture 2 is not in that message: it shows only picture 1');
  expect(refused.text).toContain('Nothing was reported.');
  await grace.fill(card.message, 'Report…', said);
  expect((await privately(grace, 'Thank you')).text).toContain('It is about the picture of');
  const { identityId } = await identify(world.deps, grace.chatUser);
  expect(await world.deps.db.report.findMany({ where: { generationId } })).toMatchObject([
    { identityId, reason: 'violence', endedAt: null },
  ]);
});

test.each(chats)('%s: a guest is told to link; then a picture is saved to a project, known or new', async (_, on) => {
  const ada = on(2);
  await fund(world, ada.chatUser, 40);
  const prompt = `a heron ${ada.id}`;
  await ada.imagine(prompt, 1);
  const asGuest = await pictures(ada, prompt, 1);
  expect(labels(asGuest)).toEqual([
    ...[
      expect.stringMatching(/^Upscale · /),
      'Vary · other seeds · 1 credit',
      'Again · 1 credit',
      expect.stringMatching(/^Edit… · /),
    ],
    'Remix…',
  ]);
  expect(asGuest.choices.map(({ label }) => label)).toEqual([
    ...[
      expect.stringMatching(/^Cut out · /),
      'Describe · 1 credit',
      'Make pixel art · free',
      'Use as reference',
      'Save to project',
      'Download original',
      'Export…',
      'Report…',
      'Delete',
    ],
  ]);
  expect(asGuest.text).not.toContain('Open'); // a page needs an account
  await ada.press(asGuest.message, 'Save to project');
  expect((await privately(ada, 'Projects belong to an account')).text).toContain('link');

  const web = webPerson(world);
  await web.register(`${ada.id.toLowerCase()}@example.com`);
  await linkChat(web, ada as never);
  const { userId } = await identify(world.deps, ada.chatUser);
  const projectId = await createProject(world.deps, userId ?? '', { name: 'Birds' });
  await ada.press(asGuest.message, 'Save to project');
  const which = await privately(ada, 'Save to which project?');
  await ada.press(which.message, 'Birds');
  await privately(ada, 'Saved to Birds');
  const assets = () => world.deps.db.asset.findMany({ where: { userId }, include: { project: true } });
  expect((await assets())[0]?.projectId).toBe(projectId);
  await ada.fill(which.message, 'New project…', { name: 'Herons' }).catch(async () => {
    // On Discord the choice has replaced the card: it is asked for again.
    await ada.press(asGuest.message, 'Save to project');
    const again = await privately(ada, 'Save to which project?');
    await ada.fill(again.message, 'New project…', { name: 'Herons' });
  });
  await privately(ada, 'Saved to Herons');
  expect((await assets())[0]?.projectId).not.toBe(projectId);

  const second = `a second heron ${ada.id}`;
  await ada.imagine(second, 2);
  const card = await pictures(ada, second, 2);
  const page = card.buttons.find(({ label }) => label === 'Open')?.url ?? '';
  const [assetId] = /[\w-]{36}$/.exec(new URL(page).pathname) ?? [];
  expect((await web.get(`/api/assets/${assetId}`)).status).toBe(200);
});

test.each(chats)(
  '%s: the original comes by a link for the person alone, and /history shows before it posts',
  async (_, on) => {
    const ada = on(0);
    await fund(world, ada.chatUser, 40);
    const prompt = `a lighthouse ${ada.id}`;
    await ada.imagine(prompt, 1);
    const card = await pictures(ada, prompt, 1);
    await ada.press(card.message, 'Download original');
    const { buttons } = await privately(ada, 'Your original');
    const response = await fetch(buttons[0]?.url ?? '');
    expect(response.headers.get('content-disposition')).toContain('attachment; filename=upixel-');
    const [generationId = ''] = await askedFor(world.deps, prompt);
    const asset = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await world.deps.storage.get(asset.storageKey));

    await delivered(prompt);
    await ada.run('history');
    const history = await privately(ada, 'Your latest requests');
    await ada.press(history.message, 'Show 1');
    const shown = await privately(ada, 'only you see this');
    expect(shown.images).toHaveLength(1);
    expect((await fetch(shown.images[0]?.url ?? '')).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    await ada.press(shown.message, 'Post here');
    const told = await privately(ada, 'It stands here already');
    expect(JSON.stringify(told.message)).toMatch(/discord\.com\/channels\/\d+|slack\.com\/archives\/C/);
  },
);
