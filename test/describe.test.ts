import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { createRowReader } from '#core/privacy/export/read-rows.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { callbackIdOf } from '../bots/message/commands.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { findTraces } from './traces.ts';
import { startWorld, type World } from './world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await startWorld(database);
});
afterEach(async () => {
  world.replicate.faults.clear();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});
afterAll(() => world?.close());

interface File {
  filename: string;
  contentType: string;
  bytes: Buffer;
}
const filled = (side = 48) => sharp({ create: { width: side, height: side, channels: 3, background: '#c03020' } });
const red = async (): Promise<File> => ({
  ...{ filename: 'red.png', contentType: 'image/png' },
  bytes: await filled().png().toBuffer(),
});
/** Two pictures, one after the other. */
const moving = async (): Promise<File> => ({
  ...{ filename: 'moving.gif', contentType: 'image/gif' },
  bytes: await sharp(Buffer.alloc(8 * 16 * 3, 1).fill(200, 8 * 8 * 3), {
    raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
  })
    .gif({ delay: [100, 100] })
    .toBuffer(),
});
const damaged = async (): Promise<File> => {
  const bytes = await filled(400).jpeg().toBuffer();
  return { filename: 'half.jpg', contentType: 'image/jpeg', bytes: bytes.subarray(0, bytes.length / 2) };
};
const heavy = async (): Promise<File> => {
  const { bytes, ...file } = await red();
  return { ...file, bytes: Buffer.concat([bytes, Buffer.alloc(16 * 1024 * 1024)]) };
};

type Message = { ephemeralFor?: string };

/** What both chats let a person do, in the same words. */
function onDiscord(user: number, channel = 'general') {
  const person = discordPerson(world, { user, channel });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign({}, person, {
    imagine: async (prompt: string, count = 1) => void (await person.imagine({ prompt, count })),
    describe: async (image?: File) => void (await person.run('describe', image ? { image } : {})),
    privately: async (image: File) => void (await person.run('describe', { image, private: 'yes' })),
    press: async (message: unknown, label: string) => void (await person.press(message as never, label)),
    says: async (file: File) => person.people.say({ ...at, content: 'look', files: [file] }).id,
    idOf: (message: unknown) => (message as { id: string }).id,
    choose: (targetId: string) => person.people.runCommand({ ...at, name: 'Describe', targetId }),
    /** Presses, and sends the form with these values changed; returns what it opened with. */
    async fill(message: unknown, label: string, values: Record<string, string | File[]>) {
      const pressed = await person.press(message as never, label);
      const modal = await pressed.modal();
      const sent = { userId: at.userId, interactionId: pressed.id, customId: modal.custom_id };
      await person.people.submitModal({ ...sent, values });
      return JSON.stringify(modal);
    },
  });
}

function onSlack(user: number, channel = 'general') {
  const person = slackPerson(world, { user, channel });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign({}, person, {
    imagine: async (prompt: string, count = 1) => void (await person.imagine(`${prompt} --count ${count}`)),
    async describe(image?: File) {
      const file = image && (await person.people.upload({ ...at, ...image }));
      await person.run(file ? `describe --image ${file.id}` : 'describe');
    },
    async privately(image: File) {
      const { id } = await person.people.upload({ ...at, ...image });
      await person.run(`describe --image ${id} --private yes`);
    },
    press: async (message: unknown, label: string) => void (await person.press(message as never, label)),
    async says(file: File) {
      const before = new Set(person.people.messages(at.channelId).map(({ ts }) => ts));
      await person.people.upload({ ...at, ...file });
      return person.people.messages(at.channelId).find(({ ts }) => !before.has(ts))?.ts ?? '';
    },
    idOf: (message: unknown) => (message as { ts: string }).ts,
    choose: (ts: string) =>
      person.people.shortcut({ ...at, ts, callbackId: callbackIdOf({ name: 'describe' }) }) as Promise<unknown>,
    async fill(message: unknown, label: string, values: Record<string, string | File[]>) {
      await person.press(message as never, label);
      const form = await person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
      await person.fillIn(values);
      return JSON.stringify(form);
    },
  });
}

const chats = { discord: onDiscord, slack: onSlack };
type Chat = keyof typeof chats;
type Person = ReturnType<typeof onDiscord> | ReturnType<typeof onSlack>;
const both = ['discord', 'slack'] as const;

const sees = (person: Person, what: string, matches: (look: Look, message: Message) => unknown) =>
  person.sees(what, matches as never) as Promise<Look & { message: unknown }>;
const says =
  (words: string) =>
  ({ text }: Look) =>
    text.includes(words);
const shows = (words: string) => (look: Look) =>
  look.text.includes('What the picture shows') && look.text.includes(words);
const balanceOf = async ({ chatUser }: Person) => (await identify(world.deps, chatUser)).balance;
const requestsOf = async ({ chatUser }: Person) => {
  const { identityId } = await identify(world.deps, chatUser);
  return world.deps.db.generation.findMany({ where: { identityId }, orderBy: { createdAt: 'asc' } });
};
/** A fault with status 200 is what the next run answers. */
const nextAnswer = (body: string, status = 200) =>
  world.replicate.faults.add({ on: 'RUN salesforce/blip', do: { type: 'answer', status, body } });

async function person(chat: Chat, user: number, channel?: string): Promise<Person> {
  const found = chats[chat](user, channel);
  await fund(world, found.chatUser, 30);
  return found;
}

test.each(both)('%s: an added picture is described for a credit, and one like it is made', async (chat) => {
  const ada = await person(chat, 0);
  const before = await balanceOf(ada);
  await ada.describe(await red());
  const card = await sees(ada, 'the description', shows('a small pixel art creature on a red background'));
  expect(card.text).toContain('blip · 1 credit');
  expect(card.buttons.map(({ label }) => label)).toEqual(['Make one like it · from 1 credit']);
  // What it is about.
  expect(card.images).toMatchObject([{ alt: 'a small pixel art creature on a red background' }]);
  expect(await balanceOf(ada)).toBe(before - 1);
  const row = (await requestsOf(ada)).at(-1);
  expect(row).toMatchObject({ tool: 'describe', model: 'salesforce/blip', stored: 1, status: 'succeeded' });
  expect([row?.description, row?.descriptionSealed === null]).toEqual(['', false]);

  const form = await ada.fill(card.message, 'Make one like it', { model: 'rd-fast' });
  expect(form).toContain('a small pixel art creature on a red background');
  const isLikeIt = ({ text }: Look) => text.includes('on a red background') && !text.includes('What the picture shows');
  await sees(ada, 'one like it', (look) => isLikeIt(look) && look.images.length === 1);
  const made = (await requestsOf(ada)).at(-1);
  expect(made).toMatchObject({ tool: null, inputImageKey: row?.inputImageKey });
  const drawn = [...world.replicate.predictions.values()].at(-1);
  expect(drawn?.input).toMatchObject({ input_image: expect.stringMatching(/\/v1\/files\//) });

  // Anybody may make one from the words; the picture is its owner's.
  const grace = await person(chat, 1);
  await grace.fill(card.message, 'Make one like it', { model: 'rd-fast', prompt: 'like hers' });
  await sees(grace, 'hers', ({ text, images }) => text.includes('like hers') && images.length === 1);
  expect((await requestsOf(grace)).at(-1)).toMatchObject({ inputImageKey: null });
});

test.each(both)('%s: the last one here, a card’s menu, and whoever else presses is told the price', async (chat) => {
  const bea = await person(chat, 2, 'art');
  await bea.describe();
  const none = await sees(bea, 'that there is none', says('Which picture?'));
  expect(await requestsOf(bea)).toEqual([]);
  nextAnswer('Caption: a red square that was added');
  await bea.fill(none.message, 'Choose a picture…', { image: [await red()] });
  await sees(bea, 'what it shows', shows('a red square that was added'));
  await bea.imagine('a green owl');
  const { message } = await sees(bea, 'the owl', ({ text, images }) => text.includes('green owl') && images.length > 0);
  const [, drawn] = await requestsOf(bea);
  const asset = await world.deps.db.asset.findFirst({ where: { generationId: drawn?.id ?? '' } });
  nextAnswer('Caption: an owl that sits');
  await bea.describe();
  await sees(bea, 'what it shows', shows('an owl that sits'));
  expect((await requestsOf(bea)).at(-1)).toMatchObject({ sourceAssetId: asset?.id, projectId: null });

  await bea.imagine('two grey owls', 2);
  const two = await sees(bea, 'the owls', ({ text, images }) => text.includes('grey owls') && images.length === 2);
  await bea.press(two.message, 'Describe one');
  const which = await sees(bea, 'which', says('Which picture to describe?'));
  nextAnswer('Caption: the second owl');
  await bea.press(which.message, '2');
  await sees(bea, 'what it shows', shows('the second owl'));
  const before = await balanceOf(bea);
  const grace = await person(chat, 1, 'art');
  const hers = await balanceOf(grace);
  nextAnswer('Caption: somebody else’s owl');
  await grace.press(message, 'Describe');
  const told = await sees(grace, 'the price', says('This costs you 1 credit'));
  expect(await balanceOf(grace)).toBe(hers);
  await grace.press(told.message, 'Go on');
  await sees(grace, 'what it shows', shows('somebody else’s owl'));
  expect([await balanceOf(grace), await balanceOf(bea)]).toEqual([hers - 1, before]);
});

test.each(both)('%s: anybody’s picture by the menu of its message, shown literally', async (chat) => {
  const target = await chats[chat](2).says(await red());
  const ada = await person(chat, 0);
  const before = await balanceOf(ada);
  await ada.choose(target);
  const offered = await sees(ada, 'the price', says('Describe this picture?'));
  expect(offered.text).toContain('It costs you 1 credit');
  expect(await balanceOf(ada)).toBe(before);
  const words = '@everyone <!channel> <@U1> **a** _b_ `c` https://example.com &amp; \u05d0\u05d1';
  nextAnswer(`Caption: ${words} \u0060\u0060\u0060`);
  await Promise.all([ada.press(offered.message, 'Describe'), ada.press(offered.message, 'Describe')]);
  const { message } = await sees(ada, 'the words', says('@everyone'));
  const raw = JSON.stringify(message);
  // Discord has no box for a fence.
  if (chat === 'discord') {
    const literal = String.raw`\@everyone \<!channel\> \<\@U1\> \*\*a\*\* \_b\_ \`c\` https\://example.com &amp; אב \`\`\``;
    expect(raw).toContain(JSON.stringify(literal).slice(1, -1));
  } else expect(raw).toContain(`"rich_text_preformatted","elements":[{"type":"text","text":"${words} \`\`\`"}]`);
  expect(await balanceOf(ada)).toBe(before - 1);
  expect((await requestsOf(ada)).at(-1)).toMatchObject({ tool: 'describe', sourceAssetId: null, stored: 1 });
});

test.each(both)('%s: for one person alone, if they want', async (chat) => {
  const ada = await person(chat, 0);
  nextAnswer('Caption: a secret lighthouse');
  await ada.privately(await red());
  const own = await sees(ada, 'it privately', shows('a secret lighthouse'));
  if (chat === 'discord') expect(own.message).toMatchObject({ ephemeralFor: ada.user.id });
  else expect(own.text).toContain('Only you see this.');
  const grace = await person(chat, 1);
  expect(JSON.stringify(grace.messages())).not.toContain('secret lighthouse');
});

test.each(both)('%s: what must not be repeated, a failure, and no usable picture cost nothing', async (chat) => {
  const ada = await person(chat, 0);
  const before = await balanceOf(ada);
  const strikes = await world.deps.db.strike.count();
  nextAnswer('Caption: lolicon, quite plainly');
  await ada.describe(await red());
  const refused = await sees(ada, 'that it is not repeated', says('Those words are not repeated'));
  expect(refused.text).toContain('Your 1 credit is back.');
  expect(refused.text).not.toContain('plainly');
  expect((await requestsOf(ada)).at(-1)).toMatchObject({ description: '', descriptionSealed: null, stored: 0 });
  // Nobody who asks says it.
  expect(await world.deps.db.strike.count()).toBe(strikes);

  nextAnswer('CUDA out of memory', 500);
  await ada.describe(await red());
  const failed = await sees(ada, 'the failure', says('No description this time'));
  expect(failed.text).toContain('Your 1 credit is back.');
  nextAnswer('Caption:  ');
  await ada.describe(await red());
  await sees(ada, 'that it said nothing', says('said nothing that can be shown'));
  for (const [file, why] of [
    [await moving(), 'not a PNG, JPEG, WebP or GIF picture that stands still'],
    [await damaged(), 'The picture is damaged or cut off'],
  ] as const) {
    await ada.describe(file);
    const told = await sees(ada, why, says(why));
    expect(told.text).toContain('Your 1 credit is back.');
    expect(told.message).toMatchObject({ ephemeralFor: ada.user.id });
    // The status does not stay without a word.
    const isPublic = (each: unknown) => (each as Message).ephemeralFor === undefined;
    const open = () =>
      ada.messages().filter((each) => isPublic(each) && ada.look(each as never).text.includes('Looking'));
    await expect.poll(open).toEqual([]);
  }
  const already = (await requestsOf(ada)).length;
  if (chat === 'discord') {
    // Slack says what a file is a second after it came: until then only its bytes do.
    await ada.describe({ filename: 'list.txt', contentType: 'text/plain', bytes: Buffer.from('milk, eggs') });
    await sees(ada, 'what it is', says('It is not a PNG, JPEG, WebP or GIF picture. Nothing was made'));
  }
  await ada.choose(await ada.says(await heavy()));
  await sees(ada, 'how heavy', says('It is larger than 15 MB'));
  expect((await requestsOf(ada)).length).toBe(already);
  await expect.poll(() => balanceOf(ada)).toBe(before);
});

test.each(both)('%s: in the history, posted again, in the copy; deleted and erased it is nowhere', async (chat) => {
  const { deps } = world;
  // Her earlier requests go, too.
  const eve = await person(chat, 2);
  const { identityId } = await identify(deps, eve.chatUser);
  const describeAs = async (words: string) => {
    nextAnswer(`Caption: ${words}`);
    await eve.describe(await red());
    return sees(eve, words, shows(words));
  };
  const first = await describeAs('a xylophagous heron');
  await (chat === 'discord' ? onDiscord(2).run('history') : onSlack(2).run('history'));
  const history = await sees(eve, 'the history', says('1. a xylophagous heron'));
  // What was described stands beside it, by a link of its own.
  const [link = ''] = /http[^"]*\/files\/described\/[^"]*/.exec(JSON.stringify(history.message)) ?? [];
  const picture = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 48, height: 48 });
  expect((await fetch(link.replace('/described/', '/originals/'))).status).toBe(404);
  await eve.press(history.message, 'Show 1');
  const own = await sees(
    eve,
    'it privately',
    ({ text, buttons }) => text.includes('only you see') && buttons.length > 1,
  );
  // It is seen a moment before it is recorded as delivered.
  const isDelivered = () => deps.db.delivery.count({ where: { status: 'pending' } });
  await expect.poll(isDelivered).toBe(0);
  await eve.press(own.message, 'Post here');
  const isPublic = ({ ephemeralFor }: Message) => ephemeralFor === undefined;
  const stand = (words: string) =>
    eve.messages().filter((each) => isPublic(each as Message) && eve.look(each as never).text.includes(words));
  await sees(eve, 'where it stands', says('It stands here already'));
  expect(stand('xylophagous heron')).toHaveLength(1);

  const whose = await readPerson(deps.db, { kind: 'guest', identityId });
  if (!whose) throw new Error('nobody');
  const reader = await createRowReader(deps, whose);
  const copied = [];
  for await (const row of reader.rows('generations', 'owner')) copied.push(row.description);
  await reader.close();
  expect(copied).toContain('a xylophagous heron');

  await eve.press(first.message, 'Delete');
  const asked = await sees(eve, 'the question', says('Delete this for good?'));
  await eve.press(asked.message, 'Delete for good');
  await expect.poll(() => stand('xylophagous heron')).toEqual([]);
  expect(await findTraces(database.url, deps.config.dataDir, ['xylophagous'])).toEqual([]);

  await describeAs('a lugubrious tapir');
  const kept = (await requestsOf(eve)).at(-1);
  const { erasureId } = await beginDeletion(deps, {
    ...{ erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null },
  });
  await deps.db.erasure.update({ where: { id: erasureId }, data: { dueAt: new Date(Date.now() - 1_000) } });
  const state = async () => (await deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } })).state;
  await expect.poll(state).toBe('done');
  expect(stand('lugubrious tapir')).toEqual([]);
  const left = await deps.db.generation.findUnique({ where: { id: kept?.id ?? '' } });
  expect(left).toMatchObject({ description: '', descriptionSealed: null });
  expect(await findTraces(database.url, deps.config.dataDir, ['lugubrious'])).toEqual([]);
});
