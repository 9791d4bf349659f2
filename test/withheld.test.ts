import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { forgetWithheld } from '#core/generations/withheld.ts';
import { nsfwDetector } from '#core/models/nsfw-detector.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { withheldPicturesOf } from '#core/privacy/export/pictures.ts';
import { isAgeRestricted } from '../bots/discord/age-restricted.ts';
import { checkNsfw } from '../worker/check-nsfw.ts';
import { settle } from '../worker/handlers/settle.ts';
import { startWorker } from '../worker/start.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let worker: Awaited<ReturnType<typeof startWorker>>;
let check: ReturnType<typeof checkNsfw>;
const usualMs = 10_000;
const waitMs = 20_000;
const chats = {
  discord: () => discordPerson(world),
  'a direct message': () => discordPerson(world, { channel: 'dm' }),
  slack: () => slackPerson(world),
};
type Chat = keyof typeof chats;
const ask = (chat: Chat, prompt: string, count = 1) =>
  chat === 'slack'
    ? slackPerson(world).imagine(`${prompt} --count ${count}`)
    : discordPerson(world, chat === 'discord' ? {} : { channel: 'dm' }).imagine({ prompt, count });

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'bots'],
    logLevel: 'fatal',
    env: { NSFW_CHECK: 'on', WITHHELD_SHOWN_TO_ASKER: 'true' },
  });
  check = checkNsfw(world.deps);
  worker = await startWorker({ ...world.deps, checks: [check] });
  for (const chat of ['discord', 'slack'] as const) await fund(world, chats[chat]().chatUser, 40);
});
afterEach(async () => {
  check.limitMs = usualMs;
  world.replicate.faults.clear();
  // Whoever has pictures withheld again and again has to wait.
  await world.deps.db.strike.deleteMany();
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await worker.stop();
  await world.close();
});

const balanceOf = async (chat: Chat) => (await identify(world.deps, chats[chat]().chatUser)).balance;
const runOf = async (prompt: string) => {
  const [generationId = ''] = await askedFor(world.deps, prompt);
  return world.deps.db.prediction.findFirstOrThrow({ where: { generationId }, include: { generation: true } });
};
/** Runs of the detector that the provider has, and was paid for. */
const looks = () => [...world.replicate.predictions.values()].filter(({ model }) => model.name === nsfwDetector.id);
const fault = (action: Parameters<World['replicate']['faults']['add']>[0]['do'], times = 1) =>
  world.replicate.faults.add({ on: `RUN ${nsfwDetector.id}`, do: action, times });
/** As if so many minutes had passed since the run ended, and the pause were over; unless the sweep is first. */
async function later(prompt: string, minutes = 0) {
  const { id, generationId } = await runOf(prompt);
  await world.deps.db.$executeRaw`
    UPDATE predictions SET next_try_at = now() - interval '1 ms', ended_at = ended_at - ${minutes}::int * interval '1 minute' WHERE id = ${id}::uuid`;
  await settle({ ...world.deps, checks: [check] }, { generationId, slot: 0 });
}
const waits = (prompt: string) =>
  vi.waitFor(
    async () => expect(await runOf(prompt)).toMatchObject({ uncheckedAt: expect.any(Date), leaseUntil: null }),
    {
      timeout: waitMs,
    },
  );
const filesOf = async (prompt: string) =>
  world.deps.storage.list(`assets/${(await runOf(prompt)).generationId}/`, { after: '', most: 10 });

test.each(Object.keys(chats) as Chat[])(
  'what is flagged is withheld in %s, and its asker alone may see it',
  async (chat) => {
    const [person, prompt, before] = [chats[chat](), `a risky fox of ${chat}`, await balanceOf(chat)];
    await ask(chat, prompt);
    const { message, text } = await person.sees(
      'why',
      ({ text }) => text.includes('flagged 1, and it was withheld'),
      waitMs,
    );
    expect(text).toContain('Your 1 credit is back');
    expect(text).not.toContain('safety filter');
    expect(await balanceOf(chat)).toBe(before);
    const run = await runOf(prompt);
    expect(run.generation).toMatchObject({ status: 'failed', stored: 0, withheld: 1, needsCheck: true });
    const { generationId } = run;
    expect(await world.deps.db.asset.count({ where: { generationId } })).toBe(0);
    const back = await world.deps.db.ledgerEntry.findMany({ where: { generationId, kind: 'release' } });
    expect(back.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      expect.stringMatching(`^release:withheld:${run.id}:0:`),
    ]);
    // Sealed with their key: nobody reads it in the store.
    expect(await world.deps.db.heldOutput.findMany({ where: { generationId } })).toMatchObject([
      { verdict: 'nsfw', storageKey: expect.stringContaining('assets/'), withheldAt: expect.any(Date) },
    ]);

    const other = chat === 'slack' ? slackPerson(world, { user: 1 }) : discordPerson(world, { user: 1 });
    if (chat !== 'a direct message') {
      await pressAs(chat, 1, message, 'Show only to me');
      await other.sees('that it is not theirs', ({ text }) => text.includes('not yours'), waitMs);
    }
    await person.press(message as never, 'Show only to me');
    await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('Only you see this'), waitMs);
    // What stays in Slack goes with its person; what Discord showed is gone by itself.
    const recorded = () => world.deps.db.chatMessage.findMany({ where: { generationId } });
    if (chat === 'slack')
      await vi.waitFor(async () => expect(await recorded()).toMatchObject([{ assetIds: [] }]), { timeout: waitMs });
    else expect(await recorded()).toEqual([]);
    const seen = other.messages().map((each) => other.look(each as never));
    expect(seen.filter(({ images }) => images.length > 0)).toEqual([]);
  },
);

/** Somebody else presses a button of a message that they see. */
async function pressAs(chat: Chat, user: number, message: unknown, label: string) {
  if (chat === 'slack') await slackPerson(world, { user }).press(message as never, label);
  else await discordPerson(world, { user }).press(message as never, label);
}

test.each(['discord', 'slack'] as const)(
  'of four the one that is flagged is withheld in %s, and not paid',
  async (chat) => {
    const [person, prompt, before] = [chats[chat](), `one-risky foxes of ${chat}`, await balanceOf(chat)];
    await ask(chat, prompt, 4);
    const { text } = await person.sees('three', ({ images }) => images.length === 3, waitMs);
    expect(text).toContain('3 of 4 images came: our check for adult content flagged 1, and it was withheld. 1 credit');
    expect(await balanceOf(chat)).toBe(before - 3);
  },
);

test('in an age-restricted channel nothing is checked; there, where everything is, it is shown covered', async () => {
  const person = discordPerson(world, { channel: 'after-dark' });
  const before = looks().length;
  await person.imagine({ prompt: 'a risky fox at night' });
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('at night'), waitMs);
  expect(looks()).toHaveLength(before);
  world.deps.config.nsfwCheck = 'everywhere';
  await person.imagine({ prompt: 'a risky fox, covered' });
  const { message } = await person.sees(
    'it',
    ({ images, text }) => images.length === 1 && text.includes('covered'),
    waitMs,
  );
  world.deps.config.nsfwCheck = 'on';
  expect(JSON.stringify(message.components)).toContain('"spoiler":true');
  expect(looks()).toHaveLength(before + 1);
  const { generationId } = await runOf('a risky fox, covered');
  expect(await world.deps.db.asset.findMany({ where: { generationId } })).toMatchObject([
    { flaggedAt: expect.any(Date) },
  ]);
  // It stays there.
  const elsewhere = discordPerson(world);
  await elsewhere.run('history');
  const { message: history } = await elsewhere.sees(
    'it in the history',
    ({ text }) => text.includes('covered'),
    waitMs,
  );
  await elsewhere.postsHere(history);
  await elsewhere.sees('that it stays there', ({ text }) => text.includes('Not in this channel'), waitMs);
});

test('where those who manage a server want it, an age-restricted channel is checked, too: covered, or withheld', async () => {
  const person = discordPerson(world, { channel: 'after-dark' });
  const wants = async (adult: string, words: string) => {
    await person.run('setup', { adult });
    await person.sees(adult, ({ text }) => text.includes('Changed') && text.includes(words));
  };
  await wants('spoiler', 'covered in age-restricted channels');
  await person.imagine({ prompt: 'a risky fox that the place covers' });
  const { message } = await person.sees(
    'it',
    ({ images, text }) => images.length === 1 && text.includes('the place covers'),
    waitMs,
  );
  expect(JSON.stringify(message.components)).toContain('"spoiler":true');
  await wants('withhold', 'withheld in every channel');
  await person.imagine({ prompt: 'a risky fox that the place withholds' });
  await person.sees('why', ({ text }) => text.includes('flagged 1, and it was withheld'), waitMs);
  await wants('usual', 'not checked for it');
  const before = looks().length;
  await person.imagine({ prompt: 'a risky fox as usual' });
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('as usual'), waitMs);
  expect(looks()).toHaveLength(before);
});

test('a thread is as its channel is, and while Discord does not say, it is an ordinary one', async () => {
  const channels = world.discord.people.guilds[0]?.channels ?? [];
  const inThread = (name: string) => {
    const channel = { type: 11, thread_metadata: {}, parent_id: channels.find((each) => each.name === name)?.id };
    return isAgeRestricted(world.deps, { guild_id: '1', channel } as unknown as Parameters<typeof isAgeRestricted>[1]);
  };
  expect([await inThread('after-dark'), await inThread('art')]).toEqual([true, false]);
  world.discord.faults.add({ on: /^GET .*\/channels\//, do: { type: 'answer', status: 403 } });
  expect(await inThread('after-dark')).toBe(false);
});

test.each(['discord', 'slack'] as const)(
  'a detector that is silent withholds in %s, in words; when it passes, it is posted once',
  async (chat) => {
    const [person, prompt, before, paid] = [
      chats[chat](),
      `a patient fox of ${chat}`,
      await balanceOf(chat),
      looks().length,
    ];
    check.limitMs = 400;
    // Longer than it takes until the status says so.
    fault({ type: 'slow', ms: 6_000 });
    await ask(chat, prompt);
    await person.sees('that it waits', ({ text }) => text.includes('could not be checked yet'), waitMs);
    await waits(prompt);
    expect(person.messages().flatMap((each) => person.look(each as never).images)).toEqual([]);
    // Its file is kept, sealed, for the provider's own is gone in an hour; it is no asset.
    const run = await runOf(prompt);
    expect(await filesOf(prompt)).toHaveLength(1);
    expect(await world.deps.db.asset.count({ where: { generationId: run.generationId } })).toBe(0);
    // A process of the version before knows of no check, and may not store it.
    const asset = {
      id: run.id,
      position: 0,
      storageKey: 'a',
      thumbnailKey: 'b',
      contentType: 'image/png',
      sha256: 'c',
      width: 1,
      height: 1,
      byteLength: 1,
    };
    const asBefore = {
      predictionId: run.id,
      status: 'succeeded',
      assets: [asset],
      failure: null,
      predictMs: null,
      onlyUnsent: false,
    };
    await expect(
      world.deps.db.$queryRaw`SELECT * FROM settle_prediction(${JSON.stringify(asBefore)}::jsonb)`,
    ).rejects.toThrow('must be checked first');
    check.limitMs = usualMs;
    await later(prompt);
    await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
    expect(looks()).toHaveLength(paid + 1);
    expect(await balanceOf(chat)).toBe(before - 1);
    expect(await world.deps.db.heldOutput.count({ where: { generationId: run.generationId } })).toBe(0);
  },
);

test('a detector that is silent for ever: after two hours the credits go back, and the file goes', async () => {
  const [person, prompt, before] = [chats.discord(), 'a forgotten fox', await balanceOf('discord')];
  check.limitMs = 400;
  fault({ type: 'never' }, 20);
  await ask('discord', prompt);
  await waits(prompt);
  await later(prompt, 121);
  const { text } = await person.sees('the end', ({ text }) => text.includes('nothing is shown unchecked'), waitMs);
  expect(text).toContain('could not look at 1 for two hours');
  expect(await balanceOf('discord')).toBe(before);
  await vi.waitFor(async () => expect(await filesOf(prompt)).toEqual([]), { timeout: waitMs });
});

test('whoever cancels while it waits does not wait for the check', async () => {
  const [person, prompt, before] = [chats.discord(), 'a fox called off', await balanceOf('discord')];
  check.limitMs = 400;
  fault({ type: 'never' });
  await ask('discord', prompt);
  await waits(prompt);
  const { message } = await person.sees('that it waits', ({ text }) => text.includes('not be checked yet'), waitMs);
  await person.press(message, 'Cancel');
  await person.sees(
    'that it is off',
    ({ text }) => text.includes('Canceled') && text.includes('credit is back'),
    waitMs,
  );
  expect((await runOf(prompt)).generation).toMatchObject({ status: 'canceled', stored: 0, unchecked: 0 });
  expect(await balanceOf('discord')).toBe(before);
});

test('what is withheld is in a copy of its person’s data, and goes with Delete, or after a week', async () => {
  const { deps } = world;
  const person = chats.discord();
  const [first, second] = ['one-risky foxes to delete', 'a risky fox to forget'];
  await ask('discord', first, 2);
  const { message } = await person.sees(
    'the other one',
    ({ images, text }) => images.length === 1 && text.includes(first),
    waitMs,
  );
  await ask('discord', second);
  await person.sees('why', ({ text }) => text.includes(second) && text.includes('it was withheld'), waitMs);
  const { identityId } = await identify(deps, person.chatUser);
  const copy = async () => {
    const whose = await readPerson(deps.db, { kind: 'guest', identityId });
    if (!whose) throw new Error('nobody');
    return (await withheldPicturesOf(deps, whose)).map(({ file }) => file.split('/')[1]?.slice(0, 36));
  };
  const ids = [(await runOf(first)).generationId, (await runOf(second)).generationId];
  expect(await copy()).toEqual(expect.arrayContaining(ids));

  await person.press(message, 'Delete');
  const { message: sure } = await person.sees(
    'the question',
    ({ text }) => text.includes('Delete this for good?'),
    waitMs,
  );
  await person.press(sure, 'Delete for good');
  await vi.waitFor(async () => expect(await filesOf(first)).toEqual([]), { timeout: waitMs });
  await deps.db
    .$executeRaw`UPDATE held_outputs SET withheld_at = now() - interval '8 days' WHERE generation_id = ${ids[1]}::uuid`;
  expect(await forgetWithheld(deps, 100)).toBe(1);
  expect(await filesOf(second)).toEqual([]);
  expect(await deps.db.heldOutput.count({ where: { generationId: { in: ids } } })).toBe(0);
});

test.each([
  ['answers nonsense', () => fault({ type: 'answer', status: 200, body: 'a fox' })],
  ['fails', () => fault({ type: 'answer', status: 500, body: 'CUDA out of memory' })],
] as const)('a detector that %s is asked again at once, with a picture of ours', async (what, goesWrong) => {
  const [person, prompt, paid] = [chats.discord(), `a fox whose look ${what}`, looks().length];
  goesWrong();
  await ask('discord', prompt);
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  const images = looks()
    .slice(paid)
    .map(({ input }) => String(input.image));
  expect(images).toEqual([expect.stringMatching(/^http/), expect.stringMatching(/^data:image\/jpeg/)]);
});

test.each([
  ['fails twice', () => fault({ type: 'answer', status: 500, body: 'CUDA out of memory' }, 2), 3],
  [
    'is created, and its answer lost',
    () => world.replicate.faults.add({ on: /^POST \/v1\/predictions$/, do: { type: 'dropAfter' } }),
    1,
  ],
] as const)('a detector that %s is asked again later, and a look is paid once', async (what, goesWrong, created) => {
  const [person, prompt, paid] = [chats.discord(), `a fox whose look ${what}`, looks().length];
  goesWrong();
  await ask('discord', prompt);
  await waits(prompt);
  await later(prompt);
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  expect(looks()).toHaveLength(paid + created);
});

test('a worker that dies at the check, and another that takes over: one look, one picture', async () => {
  const [person, prompt, before, paid] = [
    chats.discord(),
    'a fox of two workers',
    await balanceOf('discord'),
    looks().length,
  ];
  fault({ type: 'slow', ms: 1_200 });
  await ask('discord', prompt);
  await vi.waitFor(() => expect(looks()).toHaveLength(paid + 1), { timeout: waitMs });
  const { id, generationId } = await runOf(prompt);
  await vi.waitFor(async () =>
    expect(await world.deps.db.heldOutput.findMany({ where: { generationId } })).toMatchObject([
      { detectorId: expect.any(String) },
    ]),
  );
  await world.deps.db.$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 s' WHERE id = ${id}::uuid`;
  await settle({ ...world.deps, checks: [check] }, { generationId, slot: 0 });
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  expect(looks()).toHaveLength(paid + 1);
  expect(await world.deps.db.asset.count({ where: { generationId } })).toBe(1);
  expect(await balanceOf('discord')).toBe(before - 1);
});

test('pixel art that is enlarged here is looked at as well, and comes', async () => {
  const ada = discordPerson(world);
  await ada.imagine({ prompt: 'a small well', model: 'rd-fast' });
  const first = await ada.sees(
    'the picture',
    ({ text, images }) => text.includes('a small well') && images.length === 1,
    waitMs,
  );
  const before = looks().length;
  await ada.press(first.message, 'Upscale · free');
  await ada.sees('a larger one', ({ images }, { id }) => images.length === 1 && id !== first.message.id, waitMs);
  expect(looks().length).toBe(before + 1);
});
