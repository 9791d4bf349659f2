import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askedFor } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';
import { expire } from './expire.ts';

let world: World;
type DiscordPerson = ReturnType<typeof discordPerson>;
let ada: DiscordPerson;
let grace: DiscordPerson;
let photo: Buffer;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
  ada = discordPerson(world);
  grace = discordPerson(world, { user: 1 });
  await Promise.all([ada, grace].map((person) => fund(world, person.chatUser, 100)));
  photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#c33' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' }, IFD0: { Artist: 'Ada' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world.close());

const paint = async (person: DiscordPerson, prompt: string) => {
  const image = { filename: 'photo.jpg', contentType: 'image/jpeg', bytes: photo };
  await person.imagine({ prompt, model: 'nano-banana', image });
  const { message } = await person.sees(prompt, ({ text, images }) => text.includes(prompt) && images.length === 1);
  return { message, row: await newest(prompt) };
};

const newest = async (prompt: string) => {
  const ids = await askedFor(world.deps, prompt);
  return world.deps.db.generation.findUniqueOrThrow({ where: { id: ids.at(-1) ?? '' } });
};
const countOf = async (prompt: string) => (await askedFor(world.deps, prompt)).length;
const isKept = (key: string | null) => world.deps.storage.exists(key ?? 'inputs/none');
const ago = (id: string, interval: string) =>
  world.deps.db.$executeRaw`UPDATE generations SET finished_at = now() - ${interval}::interval WHERE id = ${id}::uuid`;

async function heldByReplicate(): Promise<number> {
  const answer = await fetch(`${world.replicate.apiUrl}/files`, {
    headers: { authorization: `Bearer ${world.replicate.token}` },
  });
  return ((await answer.json()) as { results: unknown[] }).results.length;
}

test('each person has a file of their own, clean; Replicate’s copy goes when the run has ended', async () => {
  const [one, other] = [await paint(ada, 'a shared photo'), await paint(grace, 'a shared photo, again')];
  expect(one.row.inputImageKey).not.toBe(other.row.inputImageKey);
  for (const { row } of [one, other]) {
    const kept = await world.deps.storage.get(row.inputImageKey ?? '');
    expect(kept.includes('Ada')).toBe(false);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  }
  await expect.poll(heldByReplicate).toBe(0);
  await expect.poll(async () => (await newest('a shared photo')).uploadGoneAt).not.toBeNull();
});

test('again by somebody else takes the words and never the photo; by its owner the photo, too', async () => {
  const words = 'mine to repeat';
  const { message, row } = await paint(ada, words);
  await grace.agrees(message, 'Again');
  await expect.poll(() => countOf(words)).toBe(2);
  expect(await newest(words)).toMatchObject({ inputImageKey: null, inputImageUrl: null, referenceUrl: null });
  await ada.press(message, 'Again');
  await expect.poll(() => countOf(words)).toBe(3);
  expect((await newest(words)).inputImageKey).toBe(row.inputImageKey);
});

test('it goes with the images of its request, unless a repetition still has it', async () => {
  const { message, row } = await paint(ada, 'soon gone');
  await ada.press(message, 'Again');
  const repeated = await ada.sees(
    'the repetition',
    ({ text, images }, { id }) => id !== message.id && text.includes('soon gone') && images.length === 1,
  );
  const remove = async (shown: typeof message) => {
    await ada.press(shown, 'Delete');
    const isQuestion = ({ text }: { text: string }) => text.includes('Delete this for good?');
    const { message: asked } = await ada.sees('the question', isQuestion);
    await ada.press(asked, 'Delete for good');
    // Whoever deletes another one is not to press this once more.
    await ada.sees('the answer', (look, { id }) => id === asked.id && !isQuestion(look));
  };
  const left = () => world.deps.db.generation.count({ where: { inputImageKey: row.inputImageKey } });
  await remove(message);
  await expect.poll(left).toBe(1);
  expect(await isKept(row.inputImageKey)).toBe(true);
  await remove(repeated.message);
  await expect.poll(left).toBe(0);
  expect(await isKept(row.inputImageKey)).toBe(false);
});

test('after 30 days it is gone, and its owner who asks again is told so, at no cost', async () => {
  const words = 'a month ago';
  const { message, row } = await paint(ada, words);
  await ago(row.id, '29 days');
  await expire(world.deps);
  expect(await isKept(row.inputImageKey)).toBe(true);
  await ago(row.id, '31 days');
  await expire(world.deps);
  expect(await isKept(row.inputImageKey)).toBe(false);
  await ada.press(message, 'Again');
  await ada.sees('why not', ({ text }) => text.includes('no longer kept') && text.includes('nothing was taken'));
  expect(await countOf(words)).toBe(1);
});

test('one whose request was refused is gone within the hour', async () => {
  const image = { filename: 'photo.jpg', contentType: 'image/jpeg', bytes: photo };
  await ada.imagine({ prompt: 'something nsfw', model: 'nano-banana', image });
  await ada.sees('the refusal', ({ text }) => /refused|safety/i.test(text));
  const row = await newest('something nsfw');
  expect(row).toMatchObject({ failure: 'refused', inputImageKey: expect.any(String) });
  await ago(row.id, '45 minutes');
  await expire(world.deps);
  expect(await isKept(row.inputImageKey)).toBe(false);
  expect((await newest('something nsfw')).inputImageKey).toBeNull();
});
