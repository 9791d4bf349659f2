import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { plans } from '#core/billing/plans.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { linkIdentity } from '#core/linking/link-identity.ts';
import { createLinkRequest, openLinkRequest } from '#core/linking/link-request.ts';
import { undoLink } from '#core/linking/undo-link.ts';
import { StorageError } from '#core/ports/storage.ts';
import { linkIn, mailTo, type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkTo, linkToken } from '#test/link-chat.ts';
import { slackPerson } from '#test/slack-person.ts';
import { unlink } from '#test/unlink.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

/** All tests come from one address, which would soon have made too many tries; and everybody begins as a guest. */
beforeEach(async () => {
  await world.deps.db.rateLimiterFlexible.deleteMany();
  const linked = await world.deps.db.identity.findMany({ where: { userId: { not: null } } });
  for (const { id, userId } of linked) await unlink(world.deps, { identityId: id, userId: userId ?? '' });
  await world.deps.db.identity.updateMany({ data: { blockedAt: null } });
});

let number = 0;
const newEmail = () => `grace+${++number}@example.com`;
const db = () => world.deps.db;

async function account(): Promise<WebPerson & { email: string }> {
  const person = webPerson(world);
  const email = newEmail();
  await person.register(email);
  return { ...person, email };
}

/** A linked person gets it with the next thing they do in chat. */
const freeMonth = plans.free.monthlyCredits;
const identityOf = (chatter: { chatUser: ChatUser }) => identify(world.deps, chatter.chatUser);

test('a guest’s credits and pictures come into the account; the chat and the mailbox are told', async () => {
  const ada = discordPerson(world, { user: 0 });
  await ada.imagine({ prompt: 'a lighthouse' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const web = await account();
  const token = await linkToken(ada);
  const { body: opened } = await web.post('/api/link/open', { token });
  expect(opened.preview).toMatchObject({
    identity: { platform: 'discord', name: 'Ada', placeName: 'Sprite Forge' },
    credits: trialCredits - 1,
    secondTrialCredits: 0,
    generations: 1,
    assets: 1,
    account: { email: web.email },
  });
  expect(opened.preview.identity.avatar).toMatch(/^data:image\/png;base64,/);

  const linked = await web.post('/api/link/confirm', { token, browserKey: opened.browserKey });
  expect(linked.body).toMatchObject({ credits: trialCredits - 1, balance: trialCredits - 1 });
  const note = await ada.sees('the note', ({ text }) => text.includes('You are linked to'));
  expect(note.message.ephemeralFor).toBe(ada.user.id);
  expect(note.text).toContain(web.email);
  expect(note.text).toContain(
    `with ${trialCredits - 1} credits. This month’s ${freeMonth} credits of the Free plan come on top`,
  );
  expect((await mailTo(world, web.email, 'Discord was linked to your account')).text).toContain('Ada');

  const who = await identityOf(ada);
  const user = await db().user.findUniqueOrThrow({ where: { email: web.email } });
  expect(who).toMatchObject({ userId: user.id, walletId: user.walletId, balance: trialCredits - 1 + freeMonth });
  expect(await db().asset.count({ where: { userId: user.id } })).toBe(1);
  const lots = await db().lot.findMany({ where: { walletId: user.walletId }, orderBy: { createdAt: 'asc' } });
  expect(lots.map(({ origin, grantKey }) => [origin, grantKey])).toEqual([
    ['trial', `trial:${who.identityId}`],
    ['plan', expect.stringMatching(/^free:/)],
  ]);

  // It goes on paying, from the account's wallet.
  await ada.imagine({ prompt: 'another lighthouse' });
  await ada.sees('the second picture', ({ text, images }) => images.length === 1 && text.includes('another'));
  expect((await identityOf(ada)).balance).toBe(trialCredits - 2 + freeMonth);
  await ada.run('account');
  await ada.sees('the account', ({ text }) => text.includes(web.email) && text.includes('Ada (Discord)'));
});

test('a second identity brings its pictures but no second trial, not even one that comes back late', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  await linkTo(web, await linkToken(grace));
  const inSlack = slackPerson(world, { user: 0 });
  // Runs, and fails, only after the linking: its hold is released into a lot that is void by then.
  world.replicate.faults.add({ on: 'POST /v1/', times: 50, do: { type: 'answer', status: 429 } });
  await inSlack.imagine('fail cat');
  await inSlack.sees('that it has begun', ({ text }) => text.includes('Starting'));
  const { walletId } = await identityOf(inSlack);
  expect(await db().generation.count({ where: { walletId, finishedAt: null } })).toBe(1);
  const linked = await linkTo(web, await linkToken(inSlack));
  expect(linked.body).toMatchObject({ credits: 0, forfeited: trialCredits - 1, balance: trialCredits });
  world.replicate.faults.clear();
  await inSlack.sees('the failure', ({ text }) => text.includes('No picture this time'));
  expect((await identityOf(inSlack)).balance).toBe(trialCredits + freeMonth);
  const { body } = await web.get('/api/identities');
  expect(body.items.map((item: { platform: string }) => item.platform)).toEqual(['discord', 'slack']);
});

test('unlinking from chat: the account keeps everything, the identity begins with nothing and no new trial', async () => {
  const web = await account();
  const edsger = discordPerson(world, { user: 2 });
  await edsger.imagine({ prompt: 'a kept picture' });
  await edsger.sees('the picture', ({ images }) => images.length === 1);
  await linkTo(web, await linkToken(edsger));
  await edsger.run('unlink');
  const asked = await edsger.sees('the question', ({ text }) => text.includes('Unlink this identity?'));
  await edsger.press(asked.message, 'Unlink');
  await edsger.sees('that it is done', ({ text }) => text.includes('You are a guest here again'));
  const who = await identityOf(edsger);
  expect(who).toMatchObject({ userId: null, balance: 0 });
  const user = await db().user.findUniqueOrThrow({ where: { email: web.email }, include: { wallet: true } });
  expect(user.wallet.balance).toBe(trialCredits - 1 + freeMonth);
  expect(await db().asset.count({ where: { userId: user.id } })).toBe(1);
  await mailTo(world, web.email, 'Discord was unlinked from your account');
  // The identity can no longer delete its old pictures.
  const picture = edsger.messages().find((message) => edsger.look(message).text.includes('a kept picture'));
  if (!picture) throw new Error('the picture is gone');
  await edsger.press(picture, 'Delete');
  await edsger.sees('the refusal', ({ text }) => text.includes('That one is not yours'));
});

test('“This wasn’t me” in chat unlinks at once', async () => {
  const web = await account();
  const ada = discordPerson(world, { user: 0, channel: 'art' });
  await linkTo(web, await linkToken(ada));
  const note = await ada.sees('the note', ({ text }) => text.includes('You are linked to'));
  await ada.press(note.message, 'This wasn’t me');
  await ada.sees('that it is undone', ({ text }) => text.includes('You are a guest here again'));
  expect((await web.get('/api/identities')).body.items).toEqual([]);
});

test('“This wasn’t me” in the mail unlinks and signs out everywhere, once', async () => {
  const web = await account();
  const ada = discordPerson(world, { user: 0 });
  await linkTo(web, await linkToken(ada));
  const link = new URL(linkIn(await mailTo(world, web.email, 'Discord was linked to your account')));
  expect(link.pathname).toBe('/link/undo');
  const stranger = webPerson(world);
  const undone = await stranger.post('/api/link/undo', { token: link.hash.slice(1) });
  expect(undone.body).toEqual({ platform: 'discord', name: 'Ada' });
  expect((await web.get('/api/session')).body.user).toBeNull();
  expect((await identityOf(ada)).userId).toBeNull();
  expect((await stranger.post('/api/link/undo', { token: link.hash.slice(1) })).body.type).toBe('bad_link');
});

test('“This wasn’t me” that fails half-way is good once more', async () => {
  const web = await account();
  const ada = discordPerson(world, { user: 0 });
  await linkTo(web, await linkToken(ada));
  const link = linkIn(await mailTo(world, web.email, 'Discord was linked to your account'));
  const token = new URL(link).hash.slice(1);
  const away = async () => Promise.reject(new StorageError('unavailable', 'the key store is away'));
  const keys = { ...world.deps.keys, make: away };
  await expect(undoLink({ ...world.deps, keys }, token)).rejects.toThrow();
  expect((await web.get('/api/session')).body.user).not.toBeNull();
  expect(await undoLink(world.deps, token)).toEqual({ platform: 'discord', name: 'Ada' });
  expect((await identityOf(ada)).userId).toBeNull();
  expect((await web.get('/api/session')).body.user).toBeNull();
});

test('what its owner could not be told of is not linked', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  const { browserKey } = (await web.post('/api/link/open', { token })).body;
  await db().$executeRaw`ALTER TABLE mails ADD CONSTRAINT unwritten CHECK (kind <> 'linked') NOT VALID`;
  expect((await web.post('/api/link/confirm', { token, browserKey })).status).toBe(500);
  await db().$executeRaw`ALTER TABLE mails DROP CONSTRAINT unwritten`;
  expect((await identityOf(grace)).userId).toBeNull();
});

test('a link works once', async () => {
  const [web, thief] = [await account(), await account()];
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  const { browserKey } = (await web.post('/api/link/open', { token })).body;
  const both = await Promise.all([
    web.post('/api/link/confirm', { token, browserKey }),
    web.post('/api/link/confirm', { token, browserKey }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  for (const person of [web, thief]) {
    expect((await person.post('/api/link/open', { token, browserKey })).body.type).toBe('used_link');
    expect((await person.post('/api/link/confirm', { token, browserKey })).body.type).toBe('used_link');
  }
});

test('a link is no longer good after its time, nor after a newer one', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  await grace.run('link');
  await grace.people.until(
    () => grace.messages().filter((m) => grace.look(m).text.includes('Link this')).length === 2,
    30_000,
    'a second link',
  );
  expect((await web.post('/api/link/open', { token })).body.type).toBe('expired_link');
  const fresh = await linkToken(discordPerson(world, { user: 1 }));
  await db().linkRequest.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect((await web.post('/api/link/open', { token: fresh })).body.type).toBe('expired_link');
});

test.each([11, -11])(
  'a link made by a process whose clock is %i minutes off is good for its ten minutes',
  async (minutes) => {
    const { identityId } = await identityOf(discordPerson(world, { user: 1 }));
    const wanted = {
      identityId,
      person: { name: 'Grace', avatarPath: null, placeName: null },
      target: { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 },
    } as const;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    const url = await createLinkRequest(world.deps, wanted).finally(() => vi.useRealTimers());
    const token = new URL(url).hash.slice(1);
    expect(await openLinkRequest(world.deps, { token })).toMatchObject({ request: { identityId } });
    await db()
      .$executeRaw`UPDATE link_requests SET expires_at = expires_at - interval '10 minutes' WHERE identity_id = ${identityId}::uuid`;
    await expect(openLinkRequest(world.deps, { token })).rejects.toMatchObject({ code: 'expired_link' });
  },
);

test('a guessed link leads nowhere, and the database holds no token', async () => {
  const web = await account();
  const guess = Buffer.alloc(32, 7).toString('base64url');
  expect((await web.post('/api/link/open', { token: guess })).body.type).toBe('bad_link');
  expect((await web.post('/api/link/confirm', { token: guess, browserKey: guess })).body.type).toBe('bad_link');
  const token = await linkToken(discordPerson(world, { user: 1 }));
  const rows = await db().$queryRaw<Array<{ row: string }>>`SELECT to_jsonb(l)::text AS row FROM link_requests l`;
  expect(
    rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token, 'base64url').toString('hex'))),
  ).toBe(false);
});

test('a link that was opened in one browser goes on in no other', async () => {
  const [web, thief] = [await account(), await account()];
  const token = await linkToken(discordPerson(world, { user: 1 }));
  await web.post('/api/link/open', { token });
  expect((await thief.post('/api/link/open', { token })).body.type).toBe('other_browser');
  const guess = Buffer.alloc(32, 9).toString('base64url');
  expect((await thief.post('/api/link/confirm', { token, browserKey: guess })).body.type).toBe('other_browser');
});

test('opened before signing in, the same browser goes on with it afterwards', async () => {
  const person = webPerson(world);
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  const { browserKey, preview } = (await person.post('/api/link/open', { token })).body;
  expect(preview.account).toBeNull();
  expect((await person.post('/api/link/confirm', { token, browserKey })).status).toBe(401);
  await person.register(newEmail());
  expect((await person.post('/api/link/open', { token, browserKey })).body.preview.account).not.toBeNull();
  expect((await person.post('/api/link/confirm', { token, browserKey })).status).toBe(200);
});

test('another site cannot press the button', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  const { browserKey } = (await web.post('/api/link/open', { token })).body;
  const foreign = { origin: 'https://evil.example.com' };
  expect((await web.post('/api/link/confirm', { token, browserKey }, foreign)).body.type).toBe('foreign_origin');
  const asForm = await web.post('/api/link/confirm', { token, browserKey }, { 'content-type': 'text/plain' });
  expect(asForm.body.type).toBe('not_json');
  expect((await identityOf(grace)).userId).toBeNull();
});

test('an identity of another account is refused with a way out, and cannot be unlinked by a stranger', async () => {
  const [owner, thief] = [await account(), await account()];
  const grace = discordPerson(world, { user: 1 });
  await linkTo(owner, await linkToken(grace));
  // A link from its time as a guest, still open in another browser: made by hand, because chat no longer gives one.
  const { identityId } = await identityOf(grace);
  const url = await createLinkRequest(world.deps, {
    identityId,
    person: { name: 'Grace', avatarPath: null, placeName: null },
    target: { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 },
  });
  const stolen = new URL(url).hash.slice(1);
  const refused = await thief.post('/api/link/open', { token: stolen });
  expect(refused.body).toMatchObject({ type: 'identity_taken', next: expect.stringContaining('/unlink') });
  expect((await thief.remove(`/api/identities/${identityId}`)).status).toBe(404);
  expect((await identityOf(grace)).userId).not.toBeNull();
  await grace.run('link');
  await grace.sees(
    'that it is linked',
    ({ text }) => text.includes('You are linked already') && text.includes(owner.email),
  );
});

test('a blocked account can neither link nor ask for pictures', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  const token = await linkToken(grace);
  await linkTo(web, token);
  await db().user.update({ where: { email: web.email }, data: { blockedAt: new Date() } });
  await grace.imagine({ prompt: 'not for you' });
  await grace.sees('the refusal', ({ text }) => text.includes('You are blocked here'));
  const other = await linkToken(discordPerson(world, { user: 2 }));
  expect((await web.post('/api/link/open', { token: other })).status).toBe(200);
  expect((await web.post('/api/link/confirm', { token: other, browserKey: other })).status).toBe(403);
});

test('undoing a link frees nobody from a block, and neither does another account', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1 });
  await linkTo(web, await linkToken(grace));
  const mail = await mailTo(world, web.email, 'Discord was linked to your account');
  await db().user.update({ where: { email: web.email }, data: { blockedAt: new Date() } });
  const token = new URL(linkIn(mail)).hash.slice(1);
  expect((await webPerson(world).post('/api/link/undo', { token })).status).toBe(200);
  const who = await identityOf(grace);
  expect(who).toMatchObject({ userId: null, blocked: true });
  await grace.imagine({ prompt: 'not for you' });
  await grace.sees('the refusal', ({ text }) => text.includes('You are blocked here'));
  const person = { name: 'Grace', avatarPath: null, placeName: null };
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { email: (await account()).email } });
  await expect(linkIdentity(world.deps, { identityId: who.identityId, userId, person })).rejects.toThrow('blocked');
});

test('linking while requests run, many times at once, loses no credit and makes none', async () => {
  const web = await account();
  const ada = discordPerson(world, { user: 0, channel: 'art' });
  const { walletId } = await identityOf(ada);
  await db().$queryRaw`SELECT grant_credits(${walletId}::uuid, 'grant', 12, ${`test:${walletId}`}, NULL)`;
  const token = await linkToken(ada);
  const asked = Promise.all(Array.from({ length: 6 }, (_, index) => ada.imagine({ prompt: `tower ${index}` })));
  const linked = await linkTo(web, token);
  expect(linked.status).toBe(200);
  await asked;
  await ada.people.until(
    () => ada.messages().filter((message) => ada.look(message).images.length === 1).length === 6,
    30_000,
    'six pictures',
  );
  const user = await db().user.findUniqueOrThrow({ where: { email: web.email }, include: { wallet: true } });
  expect(user.wallet.balance).toBe(6);
  expect(await db().asset.count({ where: { userId: user.id } })).toBe(6);
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});
