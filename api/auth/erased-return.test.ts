import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { webPerson } from '#test/account-person.ts';
import { signInWith, through } from '#test/chat-sign-in.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';

/** Somebody sets out for a chat, to sign in with it, is erased meanwhile, and comes back. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
beforeEach(() => world.deps.db.rateLimiterFlexible.deleteMany());
afterAll(() => world.close());

const chats = {
  discord: { person: () => discordPerson(world), id: () => world.discord.people.users[0]?.id ?? '' },
  slack: {
    person: () => slackPerson(world),
    id: () => `${world.slack.people.workspaces[0]?.id}/${world.slack.people.workspaces[0]?.users[0]?.id}`,
  },
};

async function eraseAccount(web: ReturnType<typeof webPerson>) {
  expect((await web.post('/api/deletion')).status).toBe(200);
  const { db } = world.deps;
  const { id } = await db.erasure.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  await db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await vi.waitFor(async () => expect((await db.erasure.findUniqueOrThrow({ where: { id } })).state).toBe('done'), {
    timeout: 20_000,
    interval: 50,
  });
}
const back = async (person: ReturnType<typeof webPerson>, callback: URL) =>
  (await person.get(callback.pathname + callback.search)).location ?? '';
const accounts = () => world.deps.db.user.count();

test.each(['discord', 'slack'] as const)('with %s: no account is made of it; anew, with consent', async (chat) => {
  const { db } = world.deps;
  const [web, elsewhere] = [webPerson(world), webPerson(world)];
  expect(await signInWith(web, chat, chats[chat].id())).toMatch(/\/gallery$/);
  const underWay = await through(elsewhere, chat, chats[chat].id());
  await eraseAccount(web);
  expect(await back(elsewhere, underWay)).toMatch(/\/sign-in\?error=erased_meanwhile/);
  expect(await accounts()).toBe(0);
  expect((await elsewhere.get('/api/session')).body.user).toBeNull();

  expect(await signInWith(elsewhere, chat, chats[chat].id())).toMatch(/\/gallery$/);
  const userId = (await elsewhere.get('/api/session')).body.user.id;
  expect(await db.consent.count({ where: { userId, how: 'accepted' } })).toBeGreaterThan(0);
  await eraseAccount(elsewhere);
});

test('nor of an address alone, whose account no chat was linked to', async () => {
  const [web, elsewhere] = [webPerson(world), webPerson(world)];
  const [grace] = [world.discord.people.users[1]];
  await web.register(`${grace?.username}@example.com`);
  const underWay = await through(elsewhere, 'discord', grace?.id ?? '');
  await eraseAccount(web);
  expect(await back(elsewhere, underWay)).toMatch(/error=erased_meanwhile/);
  expect(await accounts()).toBe(0);
  // It is remembered for as long as somebody may be under way, and not told of as remembered.
  const { counts } = await world.deps.db.erasure.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  expect(counts).toMatchObject({ remembered: 0 });
  const kept = await world.deps.db.rememberedPerson.findMany({ orderBy: { until: 'asc' } });
  expect(Number(kept[0]?.until) - Date.now()).toBeLessThan(20 * 60_000);
});

test.each(['discord', 'slack'] as const)('nor is %s connected with an account that is gone', async (chat) => {
  const web = webPerson(world);
  await web.register(`connects-${chat}@example.com`);
  const underWay = await through(web, chat, chats[chat].id(), 'allow', 'link-social');
  await eraseAccount(web);
  expect(await back(web, underWay)).toMatch(/error=/);
  expect(await accounts()).toBe(0);
  expect((await identify(world.deps, chats[chat].person().chatUser)).userId).toBeNull();
  expect(await world.deps.db.account.count()).toBe(0);
});
