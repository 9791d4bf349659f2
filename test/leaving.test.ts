import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { platforms } from '#core/chat/platforms.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { openRequest } from '#core/privacy/requests/open-request.ts';
import { mailTo, tokenIn, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
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

/** The same person in either chat. */
const person = (chat: 'discord' | 'slack', user: number) => {
  const here = chat === 'discord' ? discordPerson(world, { user }) : slackPerson(world, { user });
  return {
    ...here,
    run: (command: string) => here.run(command),
    press: (message: unknown, label: string) => here.press(message as never, label),
    give: (to: { user: { id: string; name?: string } }, amount: number) =>
      chat === 'discord'
        ? (here as ReturnType<typeof discordPerson>).run('gift', { person: to.user.id, credits: amount })
        : (here as ReturnType<typeof slackPerson>).run(`gift @${to.user.name} ${amount}`),
  };
};

test.each(['discord', 'slack'] as const)(
  'while an account is leaving, nothing of it is unlinked, and Stripe’s portal is closed: in %s and on the web',
  async (chat) => {
    const { deps } = world;
    const web = webPerson(world);
    const email = `leaves-${chat}@example.com`;
    await web.register(email);
    const here = person(chat, 0);
    await linkChat(web, here);
    const undo = tokenIn(await mailTo(world, email, `${platforms[chat].label} was linked to your account`));
    await here.run('unlink');
    const question = await here.sees('the question', ({ text }) => text.includes('Unlink this identity?'));
    await web.post('/api/deletion');
    await web.signIn(email);
    const { identityId, userId } = await identify(deps, here.chatUser);

    await here.press(question.message, 'Unlink');
    await here.sees('the refusal', ({ text }) => text.includes('About to be deleted'));
    expect((await web.remove(`/api/identities/${identityId}`)).body.type).toBe('deletion_under_way');
    for (const _ of [1, 2])
      expect((await web.post('/api/link/undo', { token: undo })).body.type).toBe('deletion_under_way');
    expect((await identify(deps, here.chatUser)).userId).toBe(userId);
    await here.run('billing');
    await here.sees('the refusal', ({ text }) => text.includes('nothing new can be made, bought'));
    expect((await web.post('/api/billing/portal')).body.type).toBe('deletion_under_way');

    // After a stop each works again; the link in the mail was not used up.
    await web.post('/api/deletion/stop');
    expect((await web.post('/api/link/undo', { token: undo })).status).toBe(200);
    expect((await identify(deps, here.chatUser)).userId).toBeNull();
  },
);

test.each(['discord', 'slack'] as const)(
  'whoever gives to somebody who leaves does not hear of it, in %s',
  async (chat) => {
    const { deps } = world;
    const [giver, leaver] = [person(chat, 0), person(chat, 1)];
    await fund(world, giver.chatUser, 100);
    const { identityId } = await identify(deps, leaver.chatUser);
    await deps.db.identity.update({ where: { id: identityId }, data: { deletionDueAt: new Date() } });
    await giver.give(leaver, 5);
    const told = await giver.sees('the refusal', ({ text }) => text.includes('cannot be given credits at present'));
    expect(told.text).not.toContain('delete');
    // They themselves hear why, in words that name no mail.
    await fund(world, leaver.chatUser, 100);
    await leaver.give(giver, 5);
    const own = await leaver.sees('the refusal', ({ text }) => text.includes('About to be deleted'));
    expect(own.text).not.toContain('mail');
    await deps.db.identity.update({ where: { id: identityId }, data: { deletionDueAt: null } });
  },
);

test.each(['discord', 'slack'] as const)(
  'what a guest in %s had asked is ended in the register when they are erased; who gave to them reads on',
  async (chat) => {
    const { deps } = world;
    const [giver, guest] = [person(chat, 0), person(chat, 2)];
    await fund(world, giver.chatUser, 100);
    await giver.give(guest, 3);
    await giver.sees('the gift', ({ text }) => text.includes('gave 3 credits'));
    const { identityId } = await identify(deps, guest.chatUser);
    const how = { origin: 'mail', proof: 'reply_from_address' } as const;
    for (const kind of ['correct', 'restrict', 'other', 'access'] as const)
      await openRequest({ db: deps.db }, { subject: { identityId }, kind, ...how });
    await guest.run('privacy');
    const card = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await guest.press(card.message, 'Delete my data…');
    const asked = await guest.sees('what goes', ({ text }) => text.includes('Delete your data?'));
    expect(asked.text).toContain('3 credits that somebody gave you are lost');
    expect(asked.text).not.toContain('were bought');
    await guest.press(asked.message, 'Delete it all');
    await guest.sees('when', ({ text }) => text.includes('It will be deleted on'));
    await isErased();
    const ended = await deps.db.privacyRequest.findMany({ where: { identityId }, orderBy: { kind: 'asc' } });
    expect(ended.map(({ kind, state, evidence }) => [kind, state, (evidence as { why?: string }).why])).toEqual([
      ['access', 'stopped', 'erased'],
      ['correct', 'stopped', 'erased'],
      ['delete', 'done', undefined],
      ['restrict', 'stopped', 'erased'],
      ['other', 'stopped', 'erased'],
    ]);
    await giver.run('credits');
    const credits = await giver.sees('the ledger', ({ text }) => text.includes('Given to'));
    expect(credits.text).toContain('Given to somebody who is no longer here');
  },
);

test.each(['discord', 'slack'] as const)(
  'a guest in %s who asks for a copy again gets a fresh one, unless the last was made within the hour',
  async (chat) => {
    const { deps } = world;
    const guest = person(chat, 1);
    const { identityId } = await identify(deps, guest.chatUser);
    const ready = () =>
      deps.db.export.findMany({ where: { identityId, state: 'ready' }, orderBy: { createdAt: 'asc' } });
    async function ask(answer: string) {
      await guest.run('privacy');
      const card = await guest.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
      await guest.press(card.message, 'Get a copy of my data');
      return guest.sees('the code', ({ text }) => text.includes(answer));
    }
    await ask('It is being made');
    await vi.waitFor(async () => expect(await ready()).toHaveLength(1), { timeout: 15_000 });
    await ask('It is ready, made a moment ago');
    const [first] = await ready();
    const back = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await deps.db.export.update({ where: { id: first?.id ?? '' }, data: { endedAt: back(42) } });
    await ask('It is ready, made 42 minutes ago');
    expect(await deps.db.export.count({ where: { identityId } })).toBe(1);
    await deps.db.export.update({ where: { id: first?.id ?? '' }, data: { endedAt: back(61) } });
    await ask('It is being made');
    await vi.waitFor(async () => expect(await ready()).toHaveLength(2), { timeout: 15_000 });
    const request = await deps.db.privacyRequest.findMany({ where: { identityId, kind: 'access' } });
    expect(request.map(({ state }) => state)).toEqual(['done', 'done']);
  },
);

test.each(['discord', 'slack'] as const)(
  'who was unlinked in %s before hears that messages with a former account’s pictures go, and that these stay',
  async (chat) => {
    const { db } = world.deps;
    const web = webPerson(world);
    await web.register(`former-${chat}@example.com`);
    const userId = (await web.get('/api/session')).body.user.id;
    const here = person(chat, 0);
    await linkChat(web, here);
    await (chat === 'discord'
      ? discordPerson(world).imagine({ prompt: 'a former fox' })
      : slackPerson(world).imagine('a former fox'));
    const shows = () =>
      here.messages().some((each) => {
        const { text, images } = here.look(each as never);
        return text.includes('a former fox') && images.length > 0;
      });
    await vi.waitFor(() => expect(shows()).toBe(true), { timeout: 15_000, interval: 100 });
    const kept = () => db.chatMessage.count({ where: { generation: { userId } } });
    await vi.waitFor(async () => expect(await kept()).toBe(1), { timeout: 15_000, interval: 100 });
    await unlinkAll(web);

    // Of another account, which has it now.
    const second = webPerson(world);
    await second.register(`latter-${chat}@example.com`);
    expect((await second.get('/api/deletion')).body.formerMessages).toBe(0);
    await linkChat(second, person(chat, 0));
    expect((await second.get('/api/deletion')).body.formerMessages).toBe(1);
    await unlinkAll(second);
    // And of a guest.
    await here.run('privacy');
    const card = await here.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    await here.press(card.message, 'Delete my data…');
    const asked = await here.sees('what goes', ({ text }) => text.includes('Delete your data?'));
    expect(asked.text).toContain(
      '1 message of ours with what you asked for while another account was linked here goes, too',
    );
    await here.press(asked.message, 'Delete it all');
    await here.sees('when', ({ text }) => text.includes('It will be deleted on'));
    await isErased();
    expect(shows()).toBe(false);
    expect(await db.asset.count({ where: { userId, deletedAt: null } })).toBe(1);
  },
);
