import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { addOperator } from '#core/operators/grant.ts';
import { goodPassword, mailTo, tokenIn, type WebPerson, webPerson } from '#test/account-person.ts';
import { type Provider, signInWith, through } from '#test/chat-sign-in.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { slackPerson } from '#test/slack-person.ts';
import { unlink } from '#test/unlink.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.deps.db.rateLimiterFlexible.deleteMany();
  for (const { id, userId } of await world.deps.db.identity.findMany({ where: { userId: { not: null } } }))
    await unlink(world.deps, { identityId: id, userId: userId ?? '' });
  await world.deps.db.linkUndo.deleteMany();
  await world.deps.db.generation.updateMany({ data: { userId: null } });
  await world.deps.db.user.deleteMany();
});

const discordId = (number: number) => world.discord.people.users[number]?.id ?? '';
const slackId = (number: number) => {
  const team = world.slack.people.workspaces[0];
  return `${team?.id}/${team?.users[number]?.id}`;
};

test.each(['discord', 'slack'] as const)(
  'signing in with %s makes an account, links the identity, and works again',
  async (provider) => {
    const user = provider === 'discord' ? discordId(0) : slackId(0);
    const chatter = provider === 'discord' ? discordPerson(world) : slackPerson(world);
    await identify(world.deps, chatter.chatUser); // a guest with a trial, before
    const person = webPerson(world);
    expect(await signInWith(person, provider, user)).toMatch(/\/gallery$/);
    const { body } = await person.get('/api/session');
    expect(body.user).toMatchObject({ emailVerified: true, hasPassword: false, name: expect.stringMatching(/^Ada/) });
    const signIns = () => world.deps.db.account.findMany({ where: { userId: body.user.id } });
    const isHashed = [{ accountId: expect.stringMatching(/^hash:[0-9a-f]{64}$/) }];
    expect(await signIns()).toMatchObject(isHashed);
    const row = await world.deps.db.user.findUniqueOrThrow({ where: { id: body.user.id } });
    expect(row).toMatchObject({ name: '', nameSealed: expect.anything() });
    const who = await identify(world.deps, chatter.chatUser);
    expect(who.userId).toBe(body.user.id);
    const identities = (await person.get('/api/identities')).body.items;
    expect(identities).toMatchObject([{ platform: provider, signsIn: true }]);
    expect((await person.get(`/files/avatars/${identities[0].id}`)).status).toBe(200);
    // No token of the chat is stored.
    expect(
      await world.deps.db.account.count({
        where: { OR: [{ accessToken: { not: null } }, { idToken: { not: null } }] },
      }),
    ).toBe(0);

    const again = webPerson(world);
    expect(await signInWith(again, provider, user)).toMatch(/\/gallery$/);
    expect((await again.get('/api/session')).body.user.id).toBe(body.user.id);

    // As the version before kept it: it opens the same account, and is a hash from then on.
    const { teamId, userId } = chatter.chatUser;
    const accountId = provider === 'discord' ? userId : `${teamId}:${userId}`;
    await world.deps.db.account.updateMany({ where: { userId: body.user.id }, data: { accountId } });
    const ofBefore = webPerson(world);
    expect((await person.get('/api/identities')).body.items).toMatchObject([{ signsIn: true }]);
    expect(await signInWith(ofBefore, provider, user)).toMatch(/\/gallery$/);
    expect((await ofBefore.get('/api/session')).body.user.id).toBe(body.user.id);
    expect(await signIns()).toMatchObject(isHashed);
  },
);

test('signing in from a Slack workspace that never installed us brings neither trial nor free month', async () => {
  const [, second] = world.slack.people.workspaces;
  const person = webPerson(world);
  expect(await signInWith(person, 'slack', `${second?.id}/${second?.users[0]?.id}`)).toMatch(/\/gallery$/);
  expect((await person.get('/api/home')).body).toMatchObject({ balance: 0, lots: [] });
});

test('connecting Discord from inside an account proves the identity without chat', async () => {
  const person = webPerson(world);
  await person.register('grace.web@example.com');
  expect(await signInWith(person, 'discord', discordId(1), 'allow', 'link-social')).toMatch(/\/gallery$/);
  expect((await person.get('/api/identities')).body.items).toMatchObject([
    { platform: 'discord', name: 'Grace', signsIn: true },
  ]);
  await mailTo(world, 'grace.web@example.com', 'Discord was linked to your account');
  expect((await identify(world.deps, discordPerson(world, { user: 1 }).chatUser)).userId).not.toBeNull();
});

test('connecting a chat, which opens the account from then on, needs the password or a recent sign-in', async () => {
  const [owner, passerBy] = [webPerson(world), webPerson(world)];
  const email = 'left.open@example.com';
  await owner.register(email);
  await world.deps.db.session.updateMany({
    where: { user: { email } },
    data: { createdAt: new Date(Date.now() - 20 * 60_000) },
  });
  const wanted = { provider: 'discord', callbackURL: '/connections', errorCallbackURL: '/connections' };
  const stale = await owner.auth('link-social', wanted);
  expect([stale.status, stale.body.type]).toEqual([403, 'sign_in_again']);
  const wrong = await owner.auth('link-social', { ...wanted, password: 'nonsense-nonsense' });
  expect([wrong.status, wrong.body.type]).toEqual([400, 'invalid_password']);
  expect((await passerBy.auth('link-social', wanted)).body.type).toBe('signed_out');
  expect((await owner.auth('link-social', { ...wanted, password: goodPassword })).status).toBe(200);
  await owner.signIn(email);
  expect(await signInWith(owner, 'discord', discordId(1), 'allow', 'link-social')).toMatch(/\/gallery$/);
});

test('an identity of another account is refused, signing in and connecting', async () => {
  const owner = webPerson(world);
  await owner.register('owner@example.com');
  await signInWith(owner, 'discord', discordId(1), 'allow', 'link-social');
  const thief = webPerson(world);
  await thief.register('thief@example.com');
  expect(await signInWith(thief, 'discord', discordId(1), 'allow', 'link-social')).toMatch(/error=/);
  expect((await thief.get('/api/identities')).body.items).toEqual([]);
});

test('a guest who is blocked makes no account by signing in with the chat, and gets into none', async () => {
  const [fresh, owner] = [webPerson(world), webPerson(world)];
  const { identityId } = await identify(world.deps, discordPerson(world, { user: 1 }).chatUser);
  const block = (blockedAt: Date | null) =>
    world.deps.db.identity.update({ where: { id: identityId }, data: { blockedAt } });
  await block(new Date());
  expect(await signInWith(fresh, 'discord', discordId(1))).toMatch(/\/sign-in\?error=account_blocked/);
  expect((await fresh.get('/api/session')).body.user).toBeNull();
  expect(await world.deps.db.user.count()).toBe(0);
  await owner.register('owner@example.com');
  expect(await signInWith(owner, 'discord', discordId(1), 'allow', 'link-social')).toMatch(/error=account_blocked/);
  expect((await owner.get('/api/identities')).body.items).toEqual([]);
  await block(null);
});

test('an address that has an account is not joined by itself', async () => {
  const ada = webPerson(world);
  await ada.register('ada@example.com');
  const other = webPerson(world);
  expect(await signInWith(other, 'discord', discordId(0))).toMatch(/\/sign-in\?error=account_not_linked/);
  expect((await other.get('/api/session')).body.user).toBeNull();
});

test('an address that the chat has not confirmed makes no account', async () => {
  const edsger = webPerson(world);
  expect(await signInWith(edsger, 'discord', discordId(2))).toMatch(/error=email_not_verified/);
  expect(await world.deps.db.user.count({ where: { email: 'edsger@example.com' } })).toBe(0);
});

test('saying no at the chat leads back with words', async () => {
  expect(await signInWith(webPerson(world), 'discord', discordId(0), 'cancel')).toMatch(
    /\/sign-in\?error=access_denied/,
  );
});

test('what one browser began, another cannot end', async () => {
  const [ada, victim] = [webPerson(world), webPerson(world)];
  const callback = await through(ada, 'discord', discordId(0));
  const location = (await victim.get(callback.pathname + callback.search)).location ?? '';
  expect(location).toMatch(/error=/);
  expect((await victim.get('/api/session')).body.user).toBeNull();
});

test.each([
  ['nothing for its code', { type: 'slow', ms: 40_000 }, /POST .*(oauth2\/token|connect\.token)/, 'invalid_code'],
  ['that it is down', { type: 'answer', status: 503 }, /users\/@me$|connect\.userInfo/, 'unable_to_get_user_info'],
] as const)(
  'a chat that says %s leads back with words, and soon',
  async (_what, fault, on, error) => {
    const come = async (provider: Provider, user: string) => {
      world[provider].faults.add({ on, do: fault });
      expect(await signInWith(webPerson(world), provider, user)).toContain(`/sign-in?error=${error}`);
      expect(world[provider].faults.list()).toEqual([]);
    };
    await Promise.all([come('discord', discordId(0)), come('slack', slackId(0))]);
  },
  20_000,
);

test('an answer of the chat works once', async () => {
  const ada = webPerson(world);
  const callback = await through(ada, 'discord', discordId(0));
  await ada.get(callback.pathname + callback.search);
  await ada.auth('sign-out');
  expect((await ada.get(callback.pathname + callback.search)).location).toMatch(/error=/);
  expect((await ada.get('/api/session')).body.user).toBeNull();
});

/** Changes the signed-in person's address, and returns the token that undoes it, from the mail to the old one. */
async function changeAddress(person: WebPerson, old: string, fresh: string) {
  const before = world.mail.messages.length;
  expect((await person.auth('change-email', { newEmail: fresh, password: goodPassword })).status).toBe(200);
  const token = tokenIn(await mailTo(world, fresh, 'Confirm your new e-mail address'));
  expect((await person.auth('confirm-email-change', { token })).body).toEqual({ email: fresh });
  return tokenIn(await mailTo(world, old, 'Your e-mail address was changed', before));
}

test('an address that can still be taken back makes no account by a chat, and a taken one is answered in words', async () => {
  const [ada, other] = [webPerson(world), webPerson(world)];
  await ada.register('ada@example.com');
  const token = await changeAddress(ada, 'ada@example.com', 'ada.moved@example.com');
  expect(await signInWith(other, 'discord', discordId(0))).toMatch(/\/sign-in\?error=address_kept/);
  expect(await world.deps.db.user.count({ where: { email: 'ada@example.com' } })).toBe(0);
  // As a chat could make one in the previous version.
  const id = crypto.randomUUID();
  await world.deps.db.user.create({ data: { id, email: 'ada@example.com', emailVerified: true } });
  const taken = await other.auth('undo-email-change', { token });
  expect([taken.status, taken.body.type]).toEqual([409, 'undo_taken']);
  await world.deps.db.user.delete({ where: { id } });
  expect((await other.auth('undo-email-change', { token })).body).toEqual({ email: 'ada@example.com' });
});

test('undoing a change of address leaves whoever made it no way back', async () => {
  const [owner, thief] = [webPerson(world), webPerson(world)];
  const email = 'robbed@example.com';
  await owner.register(email);
  expect(await signInWith(owner, 'slack', slackId(0), 'allow', 'link-social')).toMatch(/\/gallery$/);
  const longAgo = new Date(Date.now() - 30 * 24 * 60 * 60_000);
  await world.deps.db.identity.updateMany({ where: { user: { email } }, data: { linkedAt: longAgo } });
  await world.deps.db.account.updateMany({ where: { user: { email } }, data: { createdAt: longAgo } });
  await thief.signIn(email);
  expect(await signInWith(thief, 'discord', discordId(1), 'allow', 'link-social')).toMatch(/\/gallery$/);
  const token = await changeAddress(thief, email, 'mallory@example.com');
  const begun = await through(thief, 'discord', discordId(0), 'allow', 'link-social');
  expect((await owner.auth('undo-email-change', { token })).body).toEqual({ email });

  expect((await thief.get('/api/session')).body.user).toBeNull();
  expect((await thief.signIn(email)).status).toBe(401);
  // Neither with the chat connected before the change, nor with one where the thief had just begun.
  expect((await thief.get(begun.pathname + begun.search)).location).toMatch(/error=/);
  await signInWith(thief, 'discord', discordId(1));
  expect((await thief.get('/api/session')).body.user?.email).not.toBe(email);
  expect((await identify(world.deps, discordPerson(world, { user: 1 }).chatUser)).userId).not.toBe(
    (await world.deps.db.user.findUniqueOrThrow({ where: { email } })).id,
  );
  // The owner's own chat, connected long before, still opens it; and a new password comes by mail.
  expect(await signInWith(owner, 'slack', slackId(0))).toMatch(/\/gallery$/);
  expect((await owner.get('/api/session')).body.user).toMatchObject({ email, hasPassword: false });
  await mailTo(world, email, 'Your e-mail address was changed back');
});

test('a chat’s word for an address keeps nobody in an account whose mailbox is another’s, and makes no operator', async () => {
  const [thief, owner] = [webPerson(world), webPerson(world)];
  const email = 'ada@example.com';
  await signInWith(thief, 'discord', discordId(0));
  expect((await thief.get('/api/session')).body.user.email).toBe(email);
  await expect(addOperator(world.deps, email)).rejects.toThrow(/Only a chat says/);
  const choose = async (person: WebPerson) => {
    const mail = mailTo(world, email, 'Choose a new password', world.mail.messages.length);
    await person.auth('request-password-reset', { email });
    const chosen = await person.auth('reset-password', { token: tokenIn(await mail), newPassword: goodPassword });
    expect(chosen.status).toBe(200);
  };
  await choose(owner);
  expect((await thief.get('/api/session')).body.user).toBeNull();
  expect(await signInWith(thief, 'discord', discordId(0))).toMatch(/error=/);
  expect((await owner.signIn(email)).status).toBe(200);
  expect(await addOperator(world.deps, email)).toBe(true);
  // A chat that the owner connects from now on stays, whoever chooses a password once more.
  await signInWith(owner, 'discord', discordId(0), 'allow', 'link-social');
  await choose(webPerson(world));
  expect(await signInWith(owner, 'discord', discordId(0))).toMatch(/\/gallery$/);
});

test('who signed in with a chat and then sets a password in that browser keeps the chat', async () => {
  const [person, again] = [webPerson(world), webPerson(world)];
  await signInWith(person, 'discord', discordId(1));
  const { email } = (await person.get('/api/session')).body.user;
  await person.auth('request-password-reset', { email });
  const token = tokenIn(await mailTo(world, email, 'Choose a new password'));
  expect((await person.auth('reset-password', { token, newPassword: goodPassword })).status).toBe(200);
  expect(await signInWith(again, 'discord', discordId(1))).toMatch(/\/gallery$/);
});
