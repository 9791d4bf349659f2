import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { collect } from '#core/privacy/erasure/collect.ts';
import { addedPicturesOf } from '#core/privacy/export/pictures.ts';
import { expire } from '../worker/handlers/expire.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const photo = async () => ({
  filename: 'coat.jpg',
  contentType: 'image/jpeg',
  bytes: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#30c040' } })
    .withExif({ IFD0: { Artist: 'Ada' } })
    .jpeg()
    .toBuffer(),
});
type Values = Record<string, string | Array<Awaited<ReturnType<typeof photo>>>>;

function onDiscord(user: number) {
  const person = discordPerson(world, { user });
  return Object.assign(person, {
    draw: (prompt: string) => person.imagine({ prompt }),
    /** Returns what is wrong with it, if the form says so. */
    async edit(message: unknown, values: Values): Promise<string> {
      const pressed = await person.press(message as never, 'Edit…');
      const { custom_id: customId, components } = await pressed.modal();
      expect(JSON.stringify(components)).toContain('flux-kontext-pro · 5 credits');
      const sent = await person.people.submitModal({
        ...{ userId: person.user.id, interactionId: pressed.id, customId },
        values,
      });
      const reply = await sent.reply().catch(() => undefined);
      return reply?.ephemeralFor ? person.look(reply).text : '';
    },
  });
}

function inSlack(user: number) {
  const person = slackPerson(world, { user });
  return Object.assign(person, {
    draw: (prompt: string) => person.imagine(prompt),
    async edit(message: unknown, values: Values): Promise<string> {
      const before = person.people.view(person.user.id);
      if (before) await person.people.closeView({ userId: person.user.id, viewId: before.id, all: true });
      await person.press(message as never, 'Edit…');
      const answer = await person.fillIn(values as never);
      return answer.closed ? '' : JSON.stringify(answer);
    },
  });
}

const chats = { discord: onDiscord, slack: inSlack };
const both = ['discord', 'slack'] as const;
type Editor = ReturnType<typeof onDiscord | typeof inSlack>;

async function drawnBy(who: Editor, prompt: string) {
  await who.draw(prompt);
  return (await who.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1)).message;
}
const editOf = async (who: Editor, words: string) =>
  (await who.sees('the edit', ({ text, images }) => text.includes(words) && images.length === 1)).message;
const rowsOf = async (who: Editor) => {
  const { identityId } = await identify(world.deps, who.chatUser);
  return world.deps.db.generation.findMany({
    where: { identityId, tool: 'edit' },
    orderBy: { createdAt: 'asc' },
  });
};
const inputOf = (prompt: string) =>
  [...world.replicate.predictions.values()].findLast(({ input }) => input.prompt === prompt)?.input;
const balanceOf = async (who: Editor) => (await identify(world.deps, who.chatUser)).balance;

async function heldByReplicate(): Promise<number> {
  const answer = await fetch(`${world.replicate.apiUrl}/files`, {
    headers: { authorization: `Bearer ${world.replicate.token}` },
  });
  return ((await answer.json()) as { results: unknown[] }).results.length;
}

test.each(both)(
  '%s: an edit goes by another picture, which is kept and forgotten as any reference is',
  async (chat) => {
    const ada = chats[chat](0);
    await fund(world, ada.chatUser, 30);
    const message = await drawnBy(ada, `a knight in ${chat}`);
    const before = await balanceOf(ada);
    const words = `Give the knight this coat in ${chat}`;
    expect(await ada.edit(message, { instruction: words, reference: [await photo()] })).toBe('');
    const edited = await editOf(ada, words);
    const sent = inputOf(words)?.image_input as string[];
    expect(sent).toHaveLength(2);
    expect(sent[0]).not.toBe(sent[1]);
    const [row] = await rowsOf(ada);
    const { id } = row ?? { id: '' };
    expect(row).toMatchObject({
      ...{ model: 'google/nano-banana', secondReferenceUrl: null, referenceUrl: null },
      ...{ inputImageKey: `inputs/${id}`, secondImageKey: `inputs/${id}-2` },
    });
    const kept = await world.deps.storage.get(`inputs/${id}-2`);
    expect(kept.includes('Ada')).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ width: 64, height: 48, format: 'png' });
    await expect.poll(() => balanceOf(ada)).toBe(before - 5);
    await expect.poll(heldByReplicate).toBe(0);

    // Its owner has it in their copy, and in what is erased with them; Again uses it once more.
    const { identityId } = await identify(world.deps, ada.chatUser);
    const person = { user: [], identity: [identityId], workspace: [] };
    const added = await addedPicturesOf(world.deps, person);
    expect(added.map(({ name }) => name)).toEqual(expect.arrayContaining([id, `${id}-2`]));
    const steps = await world.deps.db.$transaction((tx) => collect(world.deps, tx, person));
    expect(JSON.stringify(steps.filter(({ kind }) => kind === 'file'))).toContain(`inputs/${id}-2`);
    await ada.press(edited as never, 'Again');
    await expect.poll(async () => (await rowsOf(ada)).at(1)?.stored).toBe(1);
    expect((await rowsOf(ada))[1]).toMatchObject({ secondImageKey: `inputs/${id}-2` });
    expect(inputOf(words)?.image_input).toHaveLength(2);

    // Somebody else takes the words and the picture that they see.
    const grace = chats[chat](1);
    await fund(world, grace.chatUser, 30);
    await grace.agrees(edited as never, 'Again');
    await expect.poll(async () => (await rowsOf(grace)).at(-1)?.stored).toBe(1);
    expect((await rowsOf(grace)).at(-1)).toMatchObject({ secondImageKey: null, secondReferenceUrl: null });
    expect(inputOf(words)?.image_input).toHaveLength(1);

    await expect.poll(heldByReplicate).toBe(0);
    await world.deps.db
      .$executeRaw`UPDATE generations SET finished_at = now() - interval '31 days' WHERE second_image_key = ${`inputs/${id}-2`}`;
    await expire(world.deps);
    expect(await world.deps.storage.exists(`inputs/${id}-2`)).toBe(false);
    const had = await balanceOf(ada);
    await ada.press(edited as never, 'Again');
    await ada.sees('why not', ({ text }) => text.includes('no longer kept'));
    expect(await balanceOf(ada)).toBe(had);
  },
);

test.each(both)(
  '%s: the model is a choice with its price, and one that takes one picture says so at no cost',
  async (chat) => {
    const ada = chats[chat](0);
    await fund(world, ada.chatUser, 30);
    const message = await drawnBy(ada, `a castle in ${chat}`);
    const [before, requests] = [await balanceOf(ada), (await rowsOf(ada)).length];
    const words = `Make it winter in ${chat}`;
    const model = 'flux-kontext-pro';
    const refusal = await ada.edit(message, { instruction: words, model, reference: [await photo()] });
    expect(refusal).toContain(
      'is a second picture, and flux-kontext-pro takes one: choose nano-banana, or leave it out',
    );
    if (chat === 'discord') expect(refusal).toContain(words);
    expect([await balanceOf(ada), (await rowsOf(ada)).length]).toEqual([before, requests]);
    expect(await ada.edit(message, { instruction: words, model })).toBe('');
    await editOf(ada, words);
    expect(inputOf(words)).toMatchObject({
      ...{ input_image: expect.stringMatching(/\/v1\/files\//), aspect_ratio: 'match_input_image' },
      ...{ output_format: 'jpg', safety_tolerance: 2, seed: expect.any(Number) },
    });
    expect((await rowsOf(ada)).at(-1)).toMatchObject({ model: 'black-forest-labs/flux-kontext-pro', stored: 1 });
    await expect.poll(() => balanceOf(ada)).toBe(before - 5);
  },
);

test.each(both)('%s: a second picture that is none gives the credits back, and says why', async (chat) => {
  const ada = chats[chat](0);
  await fund(world, ada.chatUser, 30);
  const message = await drawnBy(ada, `a tree in ${chat}`);
  const before = await balanceOf(ada);
  const nothing = { filename: 'list.png', contentType: 'image/png', bytes: Buffer.from('milk, eggs') };
  await ada.edit(message, { instruction: `Hang lamps in it in ${chat}`, reference: [nothing] });
  await ada.sees('why', ({ text }) => text.includes('is not a PNG, JPEG, WebP or GIF picture'));
  await expect.poll(() => balanceOf(ada)).toBe(before);
  expect((await rowsOf(ada)).at(-1)).toMatchObject({ failure: 'reference_not_picture', secondImageKey: null });
});
