import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, linkIn, mailTo, tokenIn, type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api', 'worker'], env: { TRUST_PROXY: '1' } });
});
afterAll(() => world.close());
/** All tests come from one address, which would soon have made too many tries. */
beforeEach(() => db().rateLimiterFlexible.deleteMany());

let number = 0;
const newEmail = () => `ada+${++number}@example.com`;
const db = () => world.deps.db;
const otherPassword = 'cobalt-fiddle-harbour-nine';
const who = async (person: WebPerson) => (await person.get('/api/session')).body.user?.email ?? null;
const next = (email: string, subject: string) => mailTo(world, email, subject, world.mail.messages.length);
const ageSessions = (email: string, minutes: number) =>
  db().session.updateMany({ where: { user: { email } }, data: { createdAt: new Date(Date.now() - minutes * 60_000) } });

const signUp = async (person: WebPerson, email: string, password = goodPassword) => {
  const mail = next(email, 'Confirm your e-mail address');
  expect((await person.auth('sign-up/email', { email, password, name: '' })).status).toBe(200);
  return mail;
};

/** As a mail scanner, a preview or a link checker does. */
async function onlyOpened(link: string) {
  for (const method of ['HEAD', 'GET']) {
    const answer = await fetch(link, { method, redirect: 'manual' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
}

test('a link that is only opened confirms nothing; pressed where the account was begun, it signs in', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  const mail = await signUp(ada, email);
  await onlyOpened(linkIn(mail));
  expect(await db().user.count({ where: { email } })).toBe(0);
  expect((await ada.auth('open-sign-up', { token: tokenIn(mail) })).body).toEqual({ email, state: 'here' });
  expect(await db().user.count({ where: { email } })).toBe(0);
  expect((await ada.auth('confirm-sign-up', { token: tokenIn(mail) })).body).toEqual({ signedIn: true });
  expect(await who(ada)).toBe(email);
});

test('what the links of the version before were sent for, they do no more by being opened', async () => {
  const ada = webPerson(world);
  const paths = [
    '/api/auth/verify-email?token=ab.cd&callbackURL=https://evil.example.com',
    '/api/auth/reset-password/abcd',
  ];
  const led = await Promise.all(paths.map((path) => ada.get(path)));
  expect(led.map(({ location }) => location)).toEqual(['/verify#ab.cd', '/reset-password#abcd']);
});

test('an account that somebody else began never keeps their password, and its link signs nobody in elsewhere', async () => {
  const [thief, ada] = [webPerson(world), webPerson(world)];
  const email = newEmail();
  const mail = await signUp(thief, email);
  const token = tokenIn(mail);
  expect((await ada.auth('open-sign-up', { token })).body).toEqual({ email, state: 'elsewhere' });
  expect((await ada.auth('confirm-sign-up', { token })).body.type).toBe('password_needed');
  expect((await ada.auth('confirm-sign-up', { token, password: 'password123' })).body.type).toBe('weak_password');
  expect((await ada.auth('confirm-sign-up', { token, password: otherPassword })).body).toEqual({ signedIn: false });
  expect(await who(ada)).toBeNull();
  expect((await thief.signIn(email)).status).toBe(401);
  expect((await thief.auth('confirm-sign-up', { token })).body.type).toBe('already_confirmed');
  expect((await ada.signIn(email, otherPassword)).status).toBe(200);
});

test('nor does it keep anybody from beginning one of their own', async () => {
  const [thief, ada] = [webPerson(world), webPerson(world)];
  const email = newEmail();
  const first = await signUp(thief, email);
  const own = await signUp(ada, email, otherPassword);
  expect((await ada.auth('confirm-sign-up', { token: tokenIn(own) })).body).toEqual({ signedIn: true });
  expect((await ada.auth('open-sign-up', { token: tokenIn(first) })).body.state).toBe('confirmed');
  const late = await thief.auth('confirm-sign-up', { token: tokenIn(first) });
  expect(late.body).toMatchObject({ type: 'already_confirmed', next: expect.stringContaining('Sign in') });
  expect((await thief.signIn(email)).status).toBe(401);
});

test('one that the version before made unconfirmed makes room', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  const stranger = await db().user.create({ data: { id: crypto.randomUUID(), email, emailVerified: false } });
  await ada.register(email);
  const user = await db().user.findUniqueOrThrow({ where: { email } });
  expect(user.id).not.toBe(stranger.id);
  expect(user.emailVerified).toBe(true);
});

test('a new link can be had, for what was begun in this browser', async () => {
  const [thief, ada] = [webPerson(world), webPerson(world)];
  const email = newEmail();
  await signUp(ada, email, otherPassword);
  await signUp(thief, email);
  const again = next(email, 'Confirm your e-mail address');
  await ada.auth('send-verification-email', { email });
  expect((await ada.auth('open-sign-up', { token: tokenIn(await again) })).body.state).toBe('here');
});

test('a link runs out after an hour', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  const token = tokenIn(await signUp(ada, email));
  await db().signUp.updateMany({ where: { email }, data: { expiresAt: new Date() } });
  expect((await ada.auth('confirm-sign-up', { token })).body.type).toBe('invalid_token');
});

/** Requests another address, and returns the token of the new one's mail. */
async function askForChange(
  person: WebPerson,
  old: string,
  newEmail: string,
  password: string | undefined = goodPassword,
) {
  const [confirm, notice] = [
    next(newEmail, 'Confirm your new e-mail address'),
    next(old, 'Your e-mail address is about to change'),
  ];
  expect((await person.auth('change-email', { newEmail, password })).status).toBe(200);
  expect((await notice).text).toContain(newEmail);
  return tokenIn(await confirm);
}

test('another address: in force after the press; other browsers are signed out; the old one is told, and can undo it', async () => {
  const [ada, elsewhere, stranger] = [webPerson(world), webPerson(world), webPerson(world)];
  const [old, fresh] = [newEmail(), newEmail()];
  await ada.register(old);
  await elsewhere.signIn(old);
  const reset = next(old, 'Choose a new password');
  await stranger.auth('request-password-reset', { email: old });
  const resetToken = tokenIn(await reset);
  const token = await askForChange(ada, old, fresh);
  await onlyOpened(`${world.deps.config.publicUrl}/email/confirm#${token}`);
  expect(await who(ada)).toBe(old);
  expect((await stranger.auth('open-email-change', { token })).body).toEqual({ newEmail: fresh, state: 'signed_out' });
  expect((await stranger.auth('confirm-email-change', { token })).body.type).toBe('signed_out');
  const told = next(old, 'Your e-mail address was changed');
  expect((await ada.auth('confirm-email-change', { token })).body).toEqual({ email: fresh });
  expect([await who(ada), await who(elsewhere)]).toEqual([fresh, null]);
  // A link on its way to the old address no longer opens anything.
  const late = await stranger.auth('reset-password', { token: resetToken, newPassword: otherPassword });
  expect(late.body.type).toBe('invalid_token');
  // Nobody else gets the old address meanwhile.
  const taken = next(old, 'You already have a UPixel account');
  await stranger.auth('sign-up/email', { email: old, password: goodPassword, name: '' });
  await taken;

  // The account's holder goes on: yet another address, another password.
  const [last] = [newEmail()];
  await ada.auth('confirm-email-change', { token: await askForChange(ada, fresh, last) });
  await ada.auth('change-password', { currentPassword: goodPassword, newPassword: otherPassword });
  const undo = tokenIn(await told);
  await onlyOpened(`${world.deps.config.publicUrl}/email/undo#${undo}`);
  expect(await who(ada)).toBe(last);
  const restored = next(old, 'Your e-mail address was changed back');
  expect((await stranger.auth('undo-email-change', { token: undo })).body).toEqual({ email: old });
  await restored;
  expect([await who(ada), await who(stranger)]).toEqual([null, null]);
  expect((await stranger.auth('undo-email-change', { token: undo })).body.type).toBe('invalid_undo');
  expect((await ada.signIn(old, otherPassword)).status).toBe(401);
});

/** As if the connection broke while a mail is written. */
async function withoutMails(work: () => Promise<unknown>) {
  await db().$executeRaw`ALTER TABLE mails ADD CONSTRAINT unwritten CHECK (false) NOT VALID`;
  await work().finally(() => db().$executeRaw`ALTER TABLE mails DROP CONSTRAINT unwritten`);
}

test('what nobody could be told of is not done: another address, another password', async () => {
  const ada = webPerson(world);
  const [old, fresh] = [newEmail(), newEmail()];
  await ada.register(old);
  const token = await askForChange(ada, old, fresh);
  const passwords = { currentPassword: goodPassword, newPassword: otherPassword };
  await withoutMails(async () => {
    expect((await ada.auth('confirm-email-change', { token })).status).toBe(500);
    expect((await ada.auth('change-password', passwords)).status).toBe(500);
  });
  expect(await who(ada)).toBe(old);
  expect((await webPerson(world).signIn(old)).status).toBe(200);
  const told = next(old, 'Your e-mail address was changed');
  expect((await ada.auth('confirm-email-change', { token })).body).toEqual({ email: fresh });
  await told;
});

test('after seven days a change stays', async () => {
  const ada = webPerson(world);
  const [old, fresh] = [newEmail(), newEmail()];
  await ada.register(old);
  const told = next(old, 'Your e-mail address was changed');
  await ada.auth('confirm-email-change', { token: await askForChange(ada, old, fresh) });
  await db().emailChange.updateMany({ data: { undoUntil: new Date() } });
  expect((await ada.auth('undo-email-change', { token: tokenIn(await told) })).body.type).toBe('invalid_undo');
  await webPerson(world).register(old);
});

test('an address is given to nobody else’s account: only who is signed in to the very one can press', async () => {
  const [thief, ada] = [webPerson(world), webPerson(world)];
  const [theirs, hers] = [newEmail(), newEmail()];
  await thief.register(theirs);
  const token = await askForChange(thief, theirs, hers);
  await ada.register(hers);
  expect((await ada.auth('open-email-change', { token })).body.state).toBe('other');
  expect((await ada.auth('confirm-email-change', { token })).body.type).toBe('invalid_user');
  expect((await thief.auth('confirm-email-change', { token })).body.type).toBe('email_taken');
});

test('a change of address needs the password, or a recent sign-in', async () => {
  const ada = webPerson(world);
  const [email, fresh] = [newEmail(), newEmail()];
  await ada.register(email);
  const wrong = await ada.auth('change-email', { newEmail: fresh, password: 'nonsense-nonsense' });
  expect([wrong.status, wrong.body.type]).toEqual([400, 'invalid_password']);
  await ageSessions(email, 20);
  expect((await ada.auth('change-email', { newEmail: fresh })).body.type).toBe('sign_in_again');
  await askForChange(ada, email, fresh);
  await ada.signIn(email);
  expect((await ada.auth('change-email', { newEmail: fresh })).status).toBe(200);
  // Signing in again in the same browser leaves no second session behind.
  expect(await db().session.count({ where: { user: { email } } })).toBe(1);
});

test('guesses are counted by account, and from elsewhere they keep nobody out of a browser that signed in before', async () => {
  const [ada, thief] = [webPerson(world), webPerson(world)];
  const email = newEmail();
  await ada.register(email);
  await ada.auth('sign-out');
  const statuses = [];
  for (let tries = 0; tries < 11; tries++) statuses.push((await thief.signIn(email, `wrong-guess-${tries}`)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
  // From there, even the right password fails.
  expect((await thief.signIn(email)).body).toMatchObject({
    type: 'too_many_requests',
    next: expect.stringContaining('minutes'),
  });
  expect((await ada.signIn(email)).status).toBe(200);
  // Her browser has its own tries, and no more.
  for (let tries = 0; tries < 9; tries++) await ada.signIn(email, 'wrong-guess');
  expect((await ada.signIn(email)).status).toBe(429);
  // A thief of a session's cookie, without the browser's, guesses no further either.
  thief.cookies.set('upixel.session_token', ada.cookies.get('upixel.session_token') ?? '');
  const guess = { currentPassword: 'wrong-guess', newPassword: otherPassword };
  for (let tries = 0; tries < 10; tries++) expect((await thief.auth('change-password', guess)).status).toBe(400);
  expect((await thief.auth('change-password', guess)).status).toBe(429);
  expect((await ada.auth('change-password', { ...guess, currentPassword: goodPassword })).status).toBe(200);
  await mailTo(world, email, 'Your password was changed');
  // The address of the person who tried is not stored in plain text.
  const keys = await db().rateLimiterFlexible.findMany({ select: { key: true } });
  expect(keys.filter(({ key }) => key.includes('127.0.0.1') || key.includes('@'))).toEqual([]);
});

test('from where somebody comes is what the proxy in front says, and not what they say themselves', async () => {
  const guess = (nth: number, from: string) => {
    const forwarded = { 'x-forwarded-for': `198.51.100.${nth}, ${from}` };
    const given = { email: `nobody${nth}@example.com`, password: 'x' };
    return webPerson(world).post('/api/auth/sign-in/email', given, forwarded);
  };
  await Promise.all(Array.from({ length: 30 }, (_, nth) => guess(nth, '192.0.2.1')));
  expect((await guess(30, '192.0.2.1')).status).toBe(429);
  expect((await guess(31, '192.0.2.2')).status).toBe(401);
});

test('mails are counted by the address they go to, and by the account that asks', async () => {
  const ada = webPerson(world);
  const email = newEmail();
  await ada.register(email);
  const target = newEmail();
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries++)
    statuses.push((await ada.auth('change-email', { newEmail: target.toUpperCase(), password: goodPassword })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await webPerson(world).auth('request-password-reset', { email: target })).status).toBe(429);
  const other = await ada.auth('change-email', { newEmail: newEmail(), password: goodPassword });
  expect(other.status).toBe(429);
});
