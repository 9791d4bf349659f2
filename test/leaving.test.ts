import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'fatal' });
});
beforeEach(() => world.deps.db.rateLimiterFlexible.deleteMany());
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const newest = () => world.deps.db.erasure.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
/** They are guests again, for the next test. */
async function unlinkAll(web: ReturnType<typeof webPerson>): Promise<void> {
  for (const { id } of (await web.get('/api/identities')).body.items)
    expect((await web.remove(`/api/identities/${id}`)).status).toBe(204);
}
/** The seven days are over, and everybody was told. */
async function isErased(): Promise<void> {
  const { id } = await newest();
  await world.deps.db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await vi.waitFor(
    async () => expect((await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).state).toBe('done'),
    { timeout: 20_000, interval: 100 },
  );
}

test('erasing an account mints no second free month: not with another of its identities, nor with its address alone', async () => {
  const { deps } = world;
  const web = webPerson(world);
  const email = 'hedy@example.com';
  await web.register(email);
  const [onSlack, onDiscord] = [slackPerson(world, { user: 1 }), discordPerson(world, { user: 2 })];
  await linkChat(web, onSlack);
  await linkChat(web, onDiscord);
  const monthsOf = async (address: string) => {
    const { walletId } = await deps.db.user.findUniqueOrThrow({ where: { email: address } });
    return deps.db.lot.count({ where: { walletId, grantKey: { startsWith: 'free:' } } });
  };
  for (const chat of [onSlack, onDiscord]) await identify(deps, chat.chatUser);
  expect(await monthsOf(email)).toBe(1);
  await web.post('/api/deletion');
  await isErased();

  // Under the same address, with somebody who never had a month.
  const again = webPerson(world);
  await again.register(email);
  await linkChat(again, discordPerson(world, { user: 1 }));
  await identify(deps, discordPerson(world, { user: 1 }).chatUser);
  expect(await monthsOf(email)).toBe(0);
  await unlinkAll(again);
  // Under another, with either of the identities.
  for (const [nth, chat] of [slackPerson(world, { user: 1 }), discordPerson(world, { user: 2 })].entries()) {
    const other = webPerson(world);
    await other.register(`lamarr${nth}@example.com`);
    await linkChat(other, chat);
    await identify(deps, chat.chatUser);
    expect(await monthsOf(`lamarr${nth}@example.com`), chat.chatUser.platform).toBe(0);
    await unlinkAll(other);
  }
});
