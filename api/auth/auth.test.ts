import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, linkIn, mailTo, tokenIn, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { passwordHash } from './password-hash.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'worker'],
    env: { CLIENT_IP_HEADER: 'X-Client' },
  });
});
afterAll(() => world.close());

/** All tests come from one address, which would soon have made too many tries. */
beforeEach(() => world.deps.db.rateLimiterFlexible.deleteMany());

let number = 0;
/** A new address each time, so that no test shares another's account or limits. */
const newEmail = () => `ada+${++number}@example.com`;
const db = () => world.deps.db;
const userOf = (email: string) =>
  db().user.findUniqueOrThrow({ where: { email }, include: { accounts: true, sessions: true } });
const nextMail = (email: string, subject: string) => mailTo(world, email, subject, world.mail.messages.length);

test('registering, confirming by mail, and being signed in', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  expect((await ada.register(email, goodPassword, 'Ada')).body).toEqual({ signedIn: true });
  const { body } = await ada.get('/api/session');
  expect(body.user).toMatchObject({ email, name: 'Ada', emailVerified: true, hasPassword: true });
  const wallet = await db().wallet.findFirst({ where: { user: { email } } });
  expect(wallet?.balance).toBe(0);
  await ada.auth('sign-out');
  expect((await ada.get('/api/session')).body.user).toBeNull();
});

test('a name lies sealed under the account’s key from its first instant; corrected, too; and one of the version before is read', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email, goodPassword, 'Ada');
  const shown = async () => (await ada.get('/api/session')).body.user.name;
  const row = async () => {
    const { id, name, nameSealed } = await userOf(email);
    const { id: keyId } = await world.deps.keys.of({ userId: id });
    const isUnderKey = Buffer.from(nameSealed ?? []).includes(Buffer.from(keyId.replaceAll('-', ''), 'hex'));
    return { name, isUnderKey };
  };
  expect(await row()).toEqual({ name: '', isUnderKey: true });
  expect((await ada.auth('update-user', { name: 'Countess' })).status).toBe(200);
  expect([await row(), await shown()]).toEqual([{ name: '', isUnderKey: true }, 'Countess']);
  await ada.auth('update-user', { name: '' });
  expect([await row(), await shown()]).toEqual([{ name: '', isUnderKey: false }, '']);
  await db().user.update({ where: { email }, data: { name: 'Ada of before' } });
  expect(await shown()).toBe('Ada of before');
  const taken = await ada.auth('change-password', { currentPassword: goodPassword, newPassword: 'Ada of before' });
  expect(taken.body.type).toBe('weak_password');
});

test('cookies are for the server alone: the session, and by which the browser is known again', async () => {
  const { cookies } = await webPerson(world).register(newEmail());
  expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['upixel.browser', 'upixel.session_token']);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/Domain=/i);
  }
});

test('a session cannot be opened with what the database holds', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  const { token } = (await userOf(email)).sessions[0] ?? { token: '' };
  for (const forged of [token, `${token}.`, `${token}.${createHash('sha256').update(token).digest('base64')}`]) {
    const thief = webPerson(world);
    thief.cookies.set('upixel.session_token', encodeURIComponent(forged));
    expect((await thief.get('/api/session')).body.user).toBeNull();
  }
});

test('passwords are kept as argon2id with at least 19 MiB, two passes, one lane', async () => {
  const email = newEmail();
  await webPerson(world).register(email);
  const [account] = (await userOf(email)).accounts;
  const [, memory = 0, passes = 0, lanes = 0] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(account?.password ?? '')?.map(Number) ?? [];
  expect([memory >= 19_456, passes >= 2, lanes]).toEqual([true, true, 1]);
});

test.each([
  ['short', 'abcdefg', /at least 10 characters/],
  ['on every list of stolen ones', 'password123', /too easy to guess|stolen/],
  ['a keyboard walk', 'qwertyuiop1234', /too easy to guess|stolen/],
  ['too long', 'a'.repeat(129), /at most 128/],
])('a password that is %s is refused, at its field', async (_what, password, words) => {
  const answer = await webPerson(world).auth('sign-up/email', { email: newEmail(), password, name: '' });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    type: 'weak_password',
    errors: [{ path: 'password', message: expect.stringMatching(words) }],
  });
});

test('a password made of one’s own address is refused', async () => {
  const answer = await webPerson(world).auth('sign-up/email', {
    email: 'lovelace.countess@example.com',
    password: 'lovelacecountess',
    name: '',
  });
  expect(answer.body.type).toBe('weak_password');
});

test('no answer tells whether an address has an account', async () => {
  const known = newEmail();
  await webPerson(world).register(known);
  const unknown = newEmail();
  const stranger = webPerson(world);
  const pairs: Array<[string, (email: string) => object]> = [
    ['sign-up/email', (email) => ({ email, password: goodPassword, name: '', callbackURL: '/verify' })],
    ['sign-in/email', (email) => ({ email, password: 'wrong-anvil-orbit-sandal' })],
    ['request-password-reset', (email) => ({ email })],
    ['send-verification-email', (email) => ({ email, callbackURL: '/verify' })],
  ];
  for (const [path, body] of pairs) {
    const forKnown = await stranger.auth(path, body(known));
    const forUnknown = await stranger.auth(
      path,
      body(unknown === known ? '' : path === 'sign-up/email' ? newEmail() : unknown),
    );
    // The browser's number differs each time.
    const seen = ({ cookies, ...answer }: typeof forKnown) => ({ path, ...answer, cookies: cookies.length });
    expect(seen(forKnown)).toEqual(seen(forUnknown));
  }
  // Only the mailbox of the address itself is told.
  expect((await mailTo(world, known, 'You already have a UPixel account')).text).toContain('/sign-in');
});

test('whoever may do nothing is told so before the password that they sent is looked at', async () => {
  const stranger = webPerson(world);
  const token = 'x'.repeat(43);
  const answers = await Promise.all([
    stranger.auth('reset-password', { token, newPassword: 'password123' }),
    stranger.auth('confirm-sign-up', { token, password: 'password123' }),
    stranger.auth('change-password', { currentPassword: goodPassword, newPassword: 'password123' }),
  ]);
  expect(answers.map(({ body }) => body.type)).toEqual(['invalid_token', 'invalid_token', 'signed_out']);
});

test('when a hundred passwords wait to be checked, who comes then is told at once', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  let crowded = true;
  const password = 'x';
  const cheap = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  const crowd = Array.from({ length: 102 }, async () => {
    while (crowded) await passwordHash.verify({ hash: cheap, password }).catch(() => sleep(1));
  });
  const refused = await ada.signIn(email);
  crowded = false;
  expect([refused.status, refused.body.type]).toEqual([503, 'too_busy']);
  expect(refused.body.next).toContain('Try again in a minute');
  await Promise.all(crowd);
  expect((await ada.signIn(email)).status).toBe(200);
});

test('signing in gives a new session each time, and a session that was planted is not taken over', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  const first = ada.cookies.get('upixel.session_token');
  const victim = webPerson(world);
  victim.cookies.set('upixel.session_token', 'planted.by-an-attacker');
  await victim.signIn(email);
  const second = victim.cookies.get('upixel.session_token');
  expect(second).toBeTruthy();
  expect(second).not.toBe('planted.by-an-attacker');
  expect(second).not.toBe(first);
  expect((await userOf(email)).sessions).toHaveLength(2);
});

test('a forgotten password is replaced by mail, once, and everybody is signed out', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  const mail = nextMail(email, 'Choose a new password');
  await ada.auth('request-password-reset', { email });
  const token = tokenIn(await mail);
  // The database's copy opens nothing.
  expect(await db().verification.count({ where: { identifier: { contains: token } } })).toBe(0);

  const fresh = 'cobalt-fiddle-harbour-nine';
  expect((await webPerson(world).auth('reset-password', { token, newPassword: fresh })).status).toBe(200);
  expect((await webPerson(world).auth('reset-password', { token, newPassword: fresh })).body.type).toBe(
    'invalid_token',
  );
  expect((await ada.get('/api/session')).body.user).toBeNull();
  expect((await webPerson(world).signIn(email)).status).toBe(401);
  expect((await webPerson(world).signIn(email, fresh)).status).toBe(200);
  await mailTo(world, email, 'Your password was changed');
});

test('changing the password needs the present one and signs other browsers out', async () => {
  const ada = webPerson(world);
  const elsewhere = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  await elsewhere.signIn(email);
  const newPassword = 'cobalt-fiddle-harbour-nine';
  const wrong = await ada.auth('change-password', {
    currentPassword: 'nonsense-nonsense',
    newPassword,
    revokeOtherSessions: true,
  });
  expect(wrong.body.type).toBe('invalid_password');
  const right = await ada.auth('change-password', {
    currentPassword: goodPassword,
    newPassword,
    revokeOtherSessions: true,
  });
  expect(right.status).toBe(200);
  expect((await elsewhere.get('/api/session')).body.user).toBeNull();
  expect((await ada.get('/api/session')).body.user.email).toBe(email);
});

test('sessions are listed and can be ended; nobody else’s can', async () => {
  const [ada, elsewhere, grace] = [webPerson(world), webPerson(world), webPerson(world)];
  const email = newEmail();
  await ada.register(email);
  await elsewhere.signIn(email);
  await grace.register(newEmail());
  const { items } = (await ada.get('/api/sessions')).body;
  expect(items.map((item: { browser: string }) => item.browser)).toEqual(['Firefox on Linux', 'Firefox on Linux']);
  const other = items.find((item: { isThisOne: boolean }) => !item.isThisOne);
  expect((await grace.remove(`/api/sessions/${other.id}`)).status).toBe(404);
  expect((await ada.remove(`/api/sessions/${other.id}`)).status).toBe(204);
  expect((await elsewhere.get('/api/session')).body.user).toBeNull();
  await elsewhere.signIn(email);
  expect((await ada.post('/api/sessions/revoke-others')).body).toEqual({ revoked: 1 });
  expect((await elsewhere.get('/api/session')).body.user).toBeNull();
});

test('a sign-in from a kind of browser that is new is told by mail', async () => {
  const email = newEmail();
  await webPerson(world).register(email);
  const mail = nextMail(email, 'New sign-in to your account');
  await webPerson(world).post(
    '/api/auth/sign-in/email',
    { email, password: goodPassword },
    { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605.1.15 Version/19.0 Safari/604.1' },
  );
  expect((await mail).text).toContain('Safari on iOS');
});

test.each([
  ['one address', () => '192.0.2.1', '::ffff:192.0.2.1', '192.0.2.2'],
  ['a network of IPv6', (nth: number) => `2001:db8::${nth + 1}:0:0:1`, '2001:DB8:0:0:ffff::1', '2001:db8:0:1::1'],
])('behind a network of proxies each person has tries of their own: %s', async (_what, from, same, other) => {
  const guess = (address: string) =>
    webPerson(world).post('/api/auth/sign-in/email', { email: newEmail(), password: 'x' }, { 'x-client': address });
  await Promise.all(Array.from({ length: 30 }, (_, nth) => guess(from(nth))));
  expect((await guess(same)).status).toBe(429);
  expect((await guess(other)).status).toBe(401);
});

test.each([
  ['another site', { origin: 'https://evil.example.com' }],
  ['a page without an origin', { origin: 'null' }],
])('a request from %s changes nothing', async (_who, headers) => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  for (const path of ['/api/auth/sign-out', '/api/sessions/revoke-others', '/api/auth/update-user'])
    expect((await ada.post(path, { name: 'Mallory' }, headers)).body.type).toBe('foreign_origin');
  expect((await ada.get('/api/session')).body.user.name).toBe('');
});

test('a form of another site cannot be sent as one of ours', async () => {
  const ada = webPerson(world);
  await ada.register(newEmail());
  const answer = await ada.post('/api/sessions/revoke-others', {}, { 'content-type': 'text/plain' });
  expect(answer.body.type).toBe('not_json');
});

test.each([
  ...['https://evil.example.com/', '//evil.example.com', '/\\evil.example.com', 'javascript:alert(1)'],
  ...['https://evil.example.com\\@ours', '/..//evil.example.com', 'data:text/html,x', '/\t/evil.example.com', '\u0000'],
])('the way back never leads to %j, but home', async (callbackURL) => {
  const stranger = webPerson(world);
  const email = newEmail();
  const { publicUrl } = world.deps.config;
  const begun = await stranger.auth('sign-in/social', {
    provider: 'discord',
    callbackURL,
    errorCallbackURL: callbackURL,
  });
  if (callbackURL === '\u0000') return expect(begun.body.type).toBe('unreadable_text');
  expect(begun.status).toBe(200);
  const state = new URL(begun.body.url).searchParams.get('state');
  const back = await stranger.get(`/api/auth/callback/discord?error=access_denied&state=${state}`);
  expect(back.location).toMatch(new RegExp(`^${publicUrl}/\\?error=`));
  await stranger.auth('sign-up/email', { email, password: goodPassword, name: '', callbackURL });
  expect(linkIn(await mailTo(world, email, 'Confirm your e-mail address'))).toMatch(
    new RegExp(`^${publicUrl}/verify#`),
  );
});

test('a blocked account keeps what is its own, and begins nothing new', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  const project = { name: 'Foxes', defaults: {} };
  await db().user.update({ where: { email }, data: { blockedAt: new Date(), blockCause: 'refusals' } });
  expect((await ada.get('/api/session')).body.user).toMatchObject({ email });
  const back = webPerson(world);
  expect((await back.signIn(email)).status).toBe(200);
  expect((await back.post('/api/assets/search', {})).status).toBe(200);
  const refused = await back.post('/api/projects', project);
  expect([refused.status, refused.body.type]).toEqual([403, 'blocked_account']);
  expect(refused.body.detail).toContain('Too many of your requests');
  expect(JSON.stringify(refused.body)).toContain('privacy@example.com');
  expect((await back.post('/api/privacy/exports', {})).status).toBeLessThan(300);
  const past = { blockedUntil: new Date(Date.now() - 1_000) };
  await db().user.update({ where: { email }, data: past });
  expect((await back.post('/api/projects', project)).status).toBeLessThan(300);
});

test('a deleted account has no session left', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  await db().user.delete({ where: { email } });
  expect((await ada.get('/api/session')).body.user).toBeNull();
  expect((await webPerson(world).signIn(email)).status).toBe(401);
});

test('nothing of the library is reachable but what the pages use', async () => {
  const ada = webPerson(world);
  await ada.register(newEmail());
  for (const path of ['list-sessions', 'get-session', 'list-accounts', 'get-access-token', 'delete-user', 'ok'])
    expect([(await ada.get(`/api/auth/${path}`)).status, (await ada.auth(path)).status]).toEqual([404, 404]);
});
