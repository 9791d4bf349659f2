import { expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { forgetWithheld } from '#core/generations/withheld.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { withheldPicturesOf } from '#core/privacy/export/pictures.ts';
import { isAgeRestricted } from '../bots/discord/age-restricted.ts';
import { type Chat, stageChecks, waitMs } from './checked-world.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';

const { world, chats, ask, balanceOf, runOf, looks, filesOf } = stageChecks();

test.each(['discord', 'a direct message', 'slack'] as const)(
  'what is flagged is withheld in %s, and its asker alone may see it',
  async (chat) => {
    const [person, prompt, before] = [chats[chat](), `a risky fox of ${chat}`, await balanceOf(chat)];
    await ask(chat, prompt);
    const { message, text } = await person.sees(
      'why',
      ({ text }) => text.includes('flagged it, and it was withheld'),
      waitMs,
    );
    expect(text).toContain('Your 1 credit is back');
    expect(text).not.toContain('safety filter');
    expect(await balanceOf(chat)).toBe(before);
    const run = await runOf(prompt);
    expect(run.generation).toMatchObject({ status: 'failed', stored: 0, withheld: 1, needsCheck: true });
    const { generationId } = run;
    expect(await world().deps.db.asset.count({ where: { generationId } })).toBe(0);
    const back = await world().deps.db.ledgerEntry.findMany({ where: { generationId, kind: 'release' } });
    expect(back.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      expect.stringMatching(`^release:withheld:${run.id}:0:`),
    ]);
    // Sealed with their key: nobody reads it in the store.
    expect(await world().deps.db.heldOutput.findMany({ where: { generationId } })).toMatchObject([
      { verdict: 'nsfw', storageKey: expect.stringContaining('assets/'), withheldAt: expect.any(Date) },
    ]);

    const other = chat === 'slack' ? slackPerson(world(), { user: 1 }) : discordPerson(world(), { user: 1 });
    if (chat !== 'a direct message') {
      await pressAs(chat, 1, message, 'Show only to me');
      await other.sees('that it is not theirs', ({ text }) => text.includes('not yours'), waitMs);
    }
    await person.press(message as never, 'Show only to me');
    await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('Only you see this'), waitMs);
    // What stays in Slack goes with its person; what Discord showed is gone by itself.
    const recorded = () => world().deps.db.chatMessage.findMany({ where: { generationId } });
    if (chat === 'slack')
      await vi.waitFor(async () => expect(await recorded()).toMatchObject([{ assetIds: [] }]), { timeout: waitMs });
    else expect(await recorded()).toEqual([]);
    const seen = other.messages().map((each) => other.look(each as never));
    expect(seen.filter(({ images }) => images.length > 0)).toEqual([]);
  },
);

/** Somebody else presses a button of a message that they see. */
async function pressAs(chat: Chat, user: number, message: unknown, label: string) {
  if (chat === 'slack') await slackPerson(world(), { user }).press(message as never, label);
  else await discordPerson(world(), { user }).press(message as never, label);
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
  const person = discordPerson(world(), { channel: 'after-dark' });
  const before = looks().length;
  await person.imagine({ prompt: 'a risky fox at night' });
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('at night'), waitMs);
  expect(looks()).toHaveLength(before);
  world().deps.config.nsfwCheck = 'everywhere';
  await person.imagine({ prompt: 'a risky fox, covered' });
  const { message } = await person.sees(
    'it',
    ({ images, text }) => images.length === 1 && text.includes('covered'),
    waitMs,
  );
  world().deps.config.nsfwCheck = 'on';
  expect(JSON.stringify(message.components)).toContain('"spoiler":true');
  expect(looks()).toHaveLength(before + 1);
  const { generationId } = await runOf('a risky fox, covered');
  expect(await world().deps.db.asset.findMany({ where: { generationId } })).toMatchObject([
    { flaggedAt: expect.any(Date) },
  ]);
  // Nothing offers to hand it to a model, or to anybody.
  const never = ['Upscale', 'Edit', 'Cut out', 'Describe', 'Use as reference', 'Download', 'Export', 'Save to project'];
  const offers = (each: object) => never.filter((label) => JSON.stringify(each).includes(`"label":"${label}`));
  expect(offers(message.components ?? [])).toEqual([]);
  expect(JSON.stringify(message.components)).toContain('"label":"Remix…"');
  // It stays there.
  const elsewhere = discordPerson(world());
  await elsewhere.run('history');
  const { message: history } = await elsewhere.sees(
    'it in the history',
    ({ text }) => text.includes('covered'),
    waitMs,
  );
  await elsewhere.press(history, 'Show 1');
  const alone = await elsewhere.sees(
    'what it is',
    ({ text }) => text.includes('covered') && text.includes('only you see this'),
    waitMs,
  );
  expect(alone.text).toContain('flagged is shown in age-restricted channels only');
  expect([
    ...offers(alone.message.components ?? []),
    ...alone.buttons.filter(({ label }) => label === 'Post here'),
  ]).toEqual([]);
  await person.run('history');
  const { message: there } = await person.sees(
    'it in the history there',
    ({ text }) => text.includes('Your latest requests'),
    waitMs,
  );
  await person.press(there, 'Show 1');
  await person.sees(
    'that it may be posted there',
    ({ buttons }) => buttons.some(({ label }) => label === 'Post here'),
    waitMs,
  );
  // What was never looked at does not come along with its description.
  await elsewhere.press(history, 'Show 2');
  const night = await elsewhere.sees(
    'it',
    ({ text }) => text.includes('at night') && text.includes('only you see this'),
    waitMs,
  );
  await elsewhere.press(night.message, 'Describe');
  const told = await elsewhere.sees(
    'what it shows, alone',
    ({ text, buttons }) => text.includes('blip') && buttons.some(({ label }) => label === 'Post here'),
    waitMs,
  );
  await elsewhere.press(told.message, 'Post here');
  const posted = await elsewhere.sees(
    'it, for everybody',
    ({ text }, each) => text.includes('blip') && each.ephemeralFor === undefined,
    waitMs,
  );
  expect(posted.images).toEqual([]);
});

test('where those who manage a server want it, an age-restricted channel is checked, too: covered, or withheld', async () => {
  const person = discordPerson(world(), { channel: 'after-dark' });
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
  await person.sees('why', ({ text }) => text.includes('flagged it, and it was withheld'), waitMs);
  await wants('usual', 'not checked for it');
  const before = looks().length;
  await person.imagine({ prompt: 'a risky fox as usual' });
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('as usual'), waitMs);
  expect(looks()).toHaveLength(before);
});

test('a thread is as its channel is, and while Discord does not say, it is an ordinary one', async () => {
  const channels = world().discord.people.guilds[0]?.channels ?? [];
  const inThread = (name: string) => {
    const channel = { type: 11, thread_metadata: {}, parent_id: channels.find((each) => each.name === name)?.id };
    return isAgeRestricted(world().deps, { guild_id: '1', channel } as unknown as Parameters<
      typeof isAgeRestricted
    >[1]);
  };
  const looks = () =>
    world().discord.calls.filter(({ method, path }) => method === 'GET' && /\/channels\/\d+$/.test(path)).length;
  const before = looks();
  expect([await inThread('after-dark'), await inThread('art')]).toEqual([true, false]);
  expect([await inThread('after-dark'), await inThread('art')]).toEqual([true, false]);
  // What a stale answer could show to the wrong people is asked each time.
  expect(looks() - before).toBe(3);
  world().discord.faults.add({ on: /^GET .*\/channels\//, do: { type: 'answer', status: 403 } });
  expect(await inThread('after-dark')).toBe(false);
});

test('what is withheld is in a copy of its person’s data, and goes with Delete, or after a week', async () => {
  const { deps } = world();
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

test('pixel art that is enlarged here is looked at as well, and comes', async () => {
  const ada = discordPerson(world());
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
