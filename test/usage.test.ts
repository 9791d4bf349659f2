import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { addOperator } from '#core/operators/grant.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { countUsage } from '#core/privacy/usage/count.ts';
import { objectsToStatistics, objectToStatistics } from '#core/privacy/usage/object.ts';
import { usageSecret } from '#core/privacy/usage/secret.ts';
import { webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { unlink } from './unlink.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world?.close());

const events = () => world.deps.db.usageEvent.findMany({ orderBy: { id: 'asc' } });

/** What a person used becomes what they used yesterday. */
async function aDayPasses() {
  await world.deps.db.$executeRaw`UPDATE usage_events SET day = day - 1`;
  await world.deps.db.$executeRaw`UPDATE usage_keys SET day = day - 1`;
}

test('requests of both chats are noted under a pseudonym, counted after their day, and shown to operators', async () => {
  const [ada, grace] = [discordPerson(world), slackPerson(world)];
  await ada.imagine({ prompt: 'a fox' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await ada.run('credits');
  await ada.sees('the credits', ({ text }) => text.includes('You have'));
  await grace.imagine('an owl --project none-like-that');
  await grace.sees('the refusal', ({ text }) => text.includes('There is no such project'));
  await expect
    .poll(async () => {
      await world.deps.usage.flush();
      return (await events()).map(({ platform, model, command, outcome }) => [platform, model, command, outcome]);
    })
    .toEqual([
      ['discord', 'flux-schnell', 'imagine', 'ok'],
      ['discord', '', 'credits', 'ok'],
      ['slack', '', 'imagine', 'unknown_project'],
    ]);
  const [first, second, third] = (await events()).map(({ pseudonym }) => Buffer.from(pseudonym).toString('hex'));
  expect(first).toBe(second);
  expect(third).not.toBe(first);
  // The database has the day’s key beside the events, and the people: that alone leads from none to another.
  const [led] = await world.deps.db.$queryRaw<Array<{ count: bigint }>>`
    SELECT count(*) FROM usage_events e JOIN usage_keys k ON k.day = e.day, identities i WHERE e.pseudonym = usage_pseudonym(k.key, i.id)`;
  expect(Number(led?.count)).toBe(0);
  // A day that has not ended is not counted.
  expect(await countUsage(world.deps)).toBe(0);

  await aDayPasses();
  expect(await countUsage(world.deps)).toBe(3);
  expect(await events()).toEqual([]);
  expect(await world.deps.db.usageKey.count()).toBe(0);
  const operator = webPerson(world);
  await operator.register('ops@example.com');
  expect((await operator.get('/api/admin/usage')).status).toBe(404);
  await addOperator(world.deps, 'ops@example.com');
  const { items } = (await operator.get('/api/admin/usage')).body;
  expect(items).toHaveLength(3);
  expect(items).toContainEqual({
    day: new Date(Date.now() - 24 * 60 * 60_000).toISOString().slice(0, 10),
    ...{ platform: 'discord', model: 'flux-schnell', command: 'imagine', outcome: 'ok', requests: 1, people: 1 },
  });
});

test('whoever objects is taken out of the days not yet counted, and left out from then on', async () => {
  const [ada, grace] = [discordPerson(world), discordPerson(world, { user: 1 })];
  for (const person of [ada, grace]) {
    await person.run('history');
    await person.sees('the answer', () => true);
  }
  await expect
    .poll(async () => {
      await world.deps.usage.flush();
      return (await events()).length;
    })
    .toBe(2);
  await ada.run('privacy');
  const card = await ada.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
  await ada.press(card.message, 'Leave me out of statistics');
  await ada.sees('that it is so', ({ text }) => text.includes('You are left out'));
  const { identityId } = await identify(world.deps, ada.chatUser);
  const request = await world.deps.db.privacyRequest.findFirstOrThrow({ where: { identityId, kind: 'object' } });
  expect(request).toMatchObject({ state: 'done', evidence: { statistics: 'left_out', events: expect.any(Number) } });
  await ada.run('history');
  await ada.sees('the answer', ({ text }) => text !== '');
  await world.deps.usage.flush();
  expect(await events()).toHaveLength(1);
});

test('what is just being noted while somebody objects is taken out, too', async () => {
  const { db, keys } = world.deps;
  const { identityId } = await identify(world.deps, discordPerson(world, { user: 1 }).chatUser);
  const command = 'a-late-one';
  const noted = [{ at: new Date().toISOString(), platform: 'discord', model: '', command, outcome: 'ok', identityId }];
  const secret = await usageSecret({ keys });
  let objecting: Promise<unknown> | undefined;
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT note_usage_events(${JSON.stringify(noted)}::jsonb, ${secret}::bytea)`;
      objecting = objectToStatistics(world.deps, { identityId }, { origin: 'chat', proof: 'chat_identity' });
      const waits = () => db.$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      await expect.poll(async () => (await waits()).length).toBe(1);
    },
    { timeout: 60_000 },
  );
  await objecting;
  expect((await events()).filter((event) => event.command === command)).toEqual([]);
  await db.identity.update({ where: { id: identityId }, data: { noStatisticsAt: null } });
});

test('an identity that is linked to an account that objects is left out, too', async () => {
  const [web, bea] = [webPerson(world), discordPerson(world, { user: 2 })];
  await web.register('bea@example.com');
  expect((await web.patch('/api/privacy/statistics', { objects: true })).status).toBe(204);
  await linkChat(web, bea);
  await world.deps.usage.flush();
  const before = (await events()).length;
  await bea.run('history');
  await bea.sees('the answer', ({ text }) => text.includes('Nothing yet'));
  await world.deps.usage.flush();
  expect(await events()).toHaveLength(before);
  // Nor is it counted once it is a guest again: the objection was theirs.
  await bea.run('unlink');
  const question = await bea.sees('the question', ({ text }) => text.includes('Unlink this identity?'));
  await bea.press(question.message, 'Unlink');
  const { identityId } = await identify(world.deps, bea.chatUser);
  await expect.poll(async () => (await identify(world.deps, bea.chatUser)).userId).toBeNull();
  await bea.run('history');
  await bea.sees('the answer', ({ text }) => text.includes('Nothing yet'));
  await world.deps.usage.flush();
  expect(await events()).toHaveLength(before);
  expect(await objectsToStatistics(world.deps, { identityId })).toBe(true);
});

test.each(['discord', 'slack'] as const)(
  'whoever objects as a guest in %s is left out as an account, too, with every identity of it',
  async (chat) => {
    await world.deps.db.identity.updateMany({ data: { noStatisticsAt: null } });
    const web = webPerson(world);
    await web.register(`cleo-${chat}@example.com`);
    const [guest, other] =
      chat === 'discord'
        ? [discordPerson(world, { user: 1 }), slackPerson(world, { user: 1 })]
        : [slackPerson(world, { user: 2 }), discordPerson(world)];
    await linkChat(web, other);
    const noted = async () => {
      await world.deps.usage.flush();
      return (await events()).length;
    };
    const had = await noted();
    await other.run('history');
    await expect.poll(noted).toBeGreaterThan(had);
    await guest.run('privacy');
    const card = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(card.message as never, 'Leave me out of statistics');
    await guest.sees('that it is so', ({ text }) => text.includes('You are left out'));
    const before = await noted();
    await linkChat(web, guest);
    expect((await web.get('/api/privacy')).body.objectsToStatistics).toBe(true);
    // What the other identity did today is taken out, and what it does from now on is not noted.
    expect((await events()).length).toBeLessThan(before);
    const left = (await events()).length;
    await other.run('credits');
    await other.sees('the credits', ({ text }) => text.includes('You have'));
    await world.deps.usage.flush();
    expect(await events()).toHaveLength(left);
  },
);

test('sums are kept for 13 months', async () => {
  const old = { platform: 'slack', command: 'imagine', outcome: 'ok', requests: 5, people: 2 } as const;
  const months = (count: number) => {
    const day = new Date();
    day.setUTCMonth(day.getUTCMonth() - count);
    return day;
  };
  await world.deps.db.usageDay.createMany({
    data: [
      { ...old, day: months(12) },
      { ...old, day: months(14) },
    ],
  });
  await countUsage(world.deps);
  expect(await world.deps.db.usageDay.count({ where: { command: 'imagine', requests: 5 } })).toBe(1);
});

test('what an erased guest did today is in no statistics', async () => {
  const { deps } = world;
  const guest = discordPerson(world, { user: 2 });
  const { identityId } = await identify(deps, guest.chatUser);
  await deps.usage.flush();
  await deps.db.usageEvent.deleteMany();
  await slackPerson(world).run('credits');
  await guest.run('credits');
  const noted = async () => {
    await deps.usage.flush();
    return (await events()).length;
  };
  await expect.poll(noted).toBe(2);
  const wish = { erased: { kind: 'guest', identityId }, origin: 'chat', proof: 'chat_identity', chat: null } as const;
  const { erasureId } = await beginDeletion(deps, wish);
  await deps.db.erasure.update({ where: { id: erasureId }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await expect
    .poll(async () => (await deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } })).state)
    .toBe('done');
  expect((await events()).map(({ platform }) => platform)).toEqual(['slack']);
});

test.each(['discord', 'slack'] as const)(
  'who objects in %s as a guest again is taken out of what they did today in an account; its other identity stays',
  async (chat) => {
    const { db, usage } = world.deps;
    for (const { id, userId } of await db.identity.findMany({ where: { userId: { not: null } } }))
      await unlink(world.deps, { identityId: id, userId: userId ?? '' });
    await db.identity.updateMany({ data: { noStatisticsAt: null } });
    await usage.flush();
    await db.usageEvent.deleteMany();
    const web = webPerson(world);
    await web.register(`dora-${chat}@example.com`);
    const [dora, other] =
      chat === 'discord'
        ? [discordPerson(world, { user: 1 }), slackPerson(world, { user: 1 })]
        : [slackPerson(world, { user: 2 }), discordPerson(world)];
    for (const each of [dora, other]) await linkChat(web, each);
    const noted = async () => {
      await usage.flush();
      return (await events()).map(({ platform, command }) => `${platform} ${command}`);
    };
    const left = chat === 'discord' ? 'slack' : 'discord';
    for (const each of [dora, other]) await each.run('history');
    await expect.poll(noted).toEqual(expect.arrayContaining([`${chat} history`, `${left} history`]));
    await dora.run('unlink');
    const question = await dora.sees('the question', ({ text }) => text.includes('Unlink this identity?'));
    await dora.press(question.message as never, 'Unlink');
    await expect.poll(async () => (await identify(world.deps, dora.chatUser)).userId).toBeNull();
    await dora.run('privacy');
    const card = await dora.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await expect.poll(noted).toContain(`${chat} privacy`);
    await dora.press(card.message as never, 'Leave me out of statistics');
    await dora.sees('that it is so', ({ text }) => text.includes('You are left out'));
    expect([...new Set((await noted()).map((each) => each.split(' ')[0]))]).toEqual([left]);
    expect(await noted()).toContain(`${left} history`);
  },
);
