import { randomUUID } from 'node:crypto';
import { fromNodeHeaders } from 'better-auth/node';
import type { OpenedSignUp } from '#core/contract/auth.ts';
import type { Deps } from '#core/deps.ts';
import { hashToken, newToken } from '#core/linking/link-identity.ts';
import { sendMail } from '#core/mail/send-mail.ts';
import type { SignUp } from '../../prisma/generated/client.ts';
import { isTaken } from './address.ts';
import { type AuthContext, refusal } from './context.ts';
import { signingIn } from './library.ts';
import { ourPage } from './our-page.ts';
import { passwordHash } from './password-hash.ts';
import { requireStrong } from './password-rules.ts';

/** How long a link is good, and how long a new one can be sent for what was begun. */
const linkMs = 60 * 60_000;
const keptMs = 24 * 60 * 60_000;

type Begun = Pick<SignUp, 'email' | 'name' | 'password' | 'browserHash'>;

/**
 * Begins an account: nothing exists until its address is confirmed, so nobody can sit in one that is waiting for its owner. Whoever
 * asks hears the same whether the address has an account or not; only its mailbox hears which.
 */
export async function beginSignUp(
  context: AuthContext,
  wanted: { email: string; password: string; name: string; callbackURL?: string | undefined },
): Promise<void> {
  const { deps, limits, address, browser, cookies, response } = context;
  const { email, name, callbackURL } = wanted;
  await limits.count('sign-up', { address, account: email });
  await limits.count('mail', { address, account: email });
  await requireStrong(wanted.password, 'password', [email, name]);
  const password = await passwordHash.hash(wanted.password);
  cookies.keep(response, browser);
  if (await isTaken(deps, email)) return tellOwner(deps, email);
  await sendLink(deps, { email, name, password, browserHash: hashToken(browser.id) }, callbackURL);
}

/** Sends a new link for what was begun, in this browser if it was begun here. */
export async function sendAnotherLink(
  { deps, limits, address, browser }: AuthContext,
  { email, callbackURL }: { email: string; callbackURL?: string | undefined },
): Promise<void> {
  await limits.count('mail', { address, account: email });
  if (await isTaken(deps, email)) return tellOwner(deps, email);
  const where = { email, usedAt: null, createdAt: { gt: new Date(Date.now() - keptMs) } };
  const newest = { orderBy: { createdAt: 'desc' } } as const;
  const begun =
    (await deps.db.signUp.findFirst({ where: { ...where, browserHash: hashToken(browser.id) }, ...newest })) ??
    (await deps.db.signUp.findFirst({ where, ...newest }));
  if (begun) await sendLink(deps, begun, callbackURL);
}

async function sendLink(deps: Deps, { email, name, password, browserHash }: Begun, callbackURL: string | undefined) {
  const token = newToken();
  const now = Date.now();
  await deps.db.$transaction([
    deps.db.signUp.deleteMany({ where: { createdAt: { lt: new Date(now - keptMs) } } }),
    deps.db.signUp.create({
      data: { tokenHash: hashToken(token), browserHash, email, name, password, expiresAt: new Date(now + linkMs) },
    }),
  ]);
  const { publicUrl } = deps.config;
  const page = ourPage(callbackURL, publicUrl);
  const verify = page.startsWith('/verify') ? page.replace(/#.*/s, '') : '/verify';
  await sendMail(deps, 'verification', { to: email, url: `${publicUrl}${verify}#${token}`, isChange: false });
}

const tellOwner = (deps: Deps, email: string) =>
  sendMail(deps, 'already-registered', {
    to: email,
    signInUrl: `${deps.config.publicUrl}/sign-in`,
    resetUrl: `${deps.config.publicUrl}/forgot-password`,
  });

/**
 * What the page of a link says before it is pressed. `here`: the account was begun in this browser, whose password counts then;
 * `elsewhere`: whoever presses chooses one; `confirmed`: there is nothing left to do but to sign in.
 */
export async function openSignUp(context: AuthContext, { token }: { token: string }): Promise<OpenedSignUp> {
  const { limits, address } = context;
  await limits.count('link', { address });
  const begun = await find(context, token);
  return { email: begun.email, state: await stateOf(context, begun) };
}

/**
 * The press: makes the account. Its password is the one chosen in this browser, now or when it was begun here, and never that of
 * somebody else who began it; and only the browser in which it was begun is signed in.
 */
export async function confirmSignUp(
  context: AuthContext,
  { token, password }: { token: string; password?: string | undefined },
): Promise<{ signedIn: boolean }> {
  const { deps, auth, request, limits, address } = context;
  await limits.count('link', { address });
  const begun = await find(context, token);
  const state = await stateOf(context, begun);
  if (state === 'confirmed') throw refusal('ALREADY_CONFIRMED', 'CONFLICT');
  if (state === 'here') {
    const userId = await makeAccount(deps, begun, begun.password);
    const headers = fromNodeHeaders(request.headers);
    const answer = await signingIn(context, () =>
      auth.api.beginSession({ body: { userId }, headers, asResponse: true }),
    );
    for (const cookie of answer.headers.getSetCookie()) context.response.append('set-cookie', cookie);
    return { signedIn: true };
  }
  if (password === undefined) throw refusal('PASSWORD_NEEDED');
  await requireStrong(password, 'password', [begun.email, begun.name]);
  await makeAccount(deps, begun, await passwordHash.hash(password));
  return { signedIn: false };
}

async function find({ deps }: AuthContext, token: string): Promise<SignUp> {
  const begun = await deps.db.signUp.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!begun || begun.expiresAt <= new Date()) throw refusal('INVALID_TOKEN');
  return begun;
}

async function stateOf(
  { deps, browser }: AuthContext,
  { email, usedAt, browserHash }: SignUp,
): Promise<OpenedSignUp['state']> {
  if (usedAt !== null || (await isTaken(deps, email))) return 'confirmed';
  return Buffer.from(browserHash).equals(hashToken(browser.id)) ? 'here' : 'elsewhere';
}

/** An account that the version before made before its address was confirmed belongs to nobody yet: it makes room. */
async function makeAccount({ db }: Pick<Deps, 'db'>, { id: signUpId, email, name }: SignUp, password: string) {
  const id = randomUUID();
  await db.$transaction(async (tx) => {
    const { count } = await tx.signUp.updateMany({
      where: { id: signUpId, usedAt: null },
      data: { usedAt: new Date(), password: '' },
    });
    if (count === 0) throw refusal('ALREADY_CONFIRMED', 'CONFLICT');
    await tx.user.deleteMany({ where: { email, emailVerified: false } });
    const data = { id, email, name, emailVerified: true, emailProvenAt: new Date() };
    const made = await tx.user.createMany({ data, skipDuplicates: true });
    if (made.count === 0) throw refusal('ALREADY_CONFIRMED', 'CONFLICT');
    await tx.account.create({
      data: { id: randomUUID(), userId: id, providerId: 'credential', accountId: id, password },
    });
  });
  return id;
}
