import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WebPerson, webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { startWorld, type World } from './world.ts';

/** A picture that is not as asked for is kept or given back once: then its card offers it no longer, whoever said it, and wherever. */
let world: World;
let web: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  web = webPerson(world);
  await web.register('ada@example.com');
  await linkChat(web, discordPerson(world));
  await fund(world, discordPerson(world).chatUser, 60);
});
afterAll(() => world.close());

async function offered(prompt: string) {
  const ada = chatPerson(world, 'Discord');
  await ada.imagine(prompt, { model: 'rd-fast', size: '48x48' });
  const card = await ada.sees(prompt, 1);
  expect(card.buttons.filter((label) => /^(Keep|Give) it/.test(label))).toHaveLength(2);
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const { id } = await world.deps.db.asset.findFirstOrThrow({ where: { generationId } });
  return { ada, card, id };
}

const decided = /It was kept as it is/;
const offers = ({ buttons }: { buttons: string[] }) => buttons.filter((label) => /^(Keep|Give) it/.test(label));

test('kept by its button, its card says so, and its buttons are gone', async () => {
  const prompt = 'a wrong-size axe';
  const { ada, card } = await offered(prompt);
  expect(card.text).toMatch(/give it back until \d+ \w+/);
  await card.press('Keep it');
  await ada.sees('It is yours, for');
  const after = await ada.sees(decided, 1);
  expect(after.text).toContain(prompt);
  expect(offers(after)).toEqual([]);
  expect(after.buttons).toContain('Remix…');
  // Deleted later, it goes with its file.
  await after.press('Delete');
  await (await ada.sees('Delete this for good?')).press('Delete for good');
  await expect.poll(() => ada.count(decided), { timeout: 30_000 }).toBe(0);
});

test('kept on its page, its card says so, too', async () => {
  const { ada, id } = await offered('a wrong-size bow');
  expect((await web.post(`/api/assets/${id}/offer`, { keeps: true })).status).toBe(200);
  expect(offers(await ada.sees(decided, 1))).toEqual([]);
});

test('once its days are over, the next press takes the buttons away', async () => {
  const prompt = 'a wrong-size club';
  const { ada, card, id } = await offered(prompt);
  await world.deps.db.$executeRaw`UPDATE assets SET created_at = now() - interval '8 days' WHERE id = ${id}::uuid`;
  await card.press('Give it back');
  await ada.sees('It counts as kept');
  const gone = async () => offers(await ada.sees(prompt, 1));
  await expect.poll(gone, { timeout: 30_000 }).toEqual([]);
});
