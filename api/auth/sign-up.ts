import { fromNodeHeaders } from 'better-auth/node';
import { isTaken } from '#core/accounts/address.ts';
import { type BegunSignUp, findBegunSignUp, findSignUp, makeAccount, noteSignUp } from '#core/accounts/sign-up.ts';
import type { OpenedSignUp } from '#core/contract/pages/auth.ts';
import type { Deps } from '#core/deps.ts';
import { hashToken } from '#core/linking/link-identity.ts';
import { sendMail } from '#core/mail/send-mail.ts';
import type { SignUp } from '../../prisma/generated/client.ts';
import { type AuthContext, refusal } from './context.ts';
import { signingIn } from './library.ts';
import { ourPage } from './our-page.ts';
import { passwordHash } from './password-hash.ts';
import { requireStrong } from './password-rules.ts';

/**
 * Begins an account: nothing exists until its address is confirmed, so nobody can occupy one that is waiting for its owner. The answer is the same
 * whether the address has an account or not; only its mailbox learns which.
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

/** Sends a new link for a sign-up, in this browser if it was begun here. */
export async function sendAnotherLink(
  { deps, limits, address, browser }: AuthContext,
  { email, callbackURL }: { email: string; callbackURL?: string | undefined },
): Promise<void> {
  await limits.count('mail', { address, account: email });
  if (await isTaken(deps, email)) return tellOwner(deps, email);
  const begun = await findBegunSignUp(deps, { email, browserHash: hashToken(browser.id) });
  if (begun) await sendLink(deps, begun, callbackURL);
}

async function sendLink(deps: Deps, begun: BegunSignUp, callbackURL: string | undefined) {
  const token = await noteSignUp(deps, begun);
  const { publicUrl } = deps.config;
  const page = ourPage(callbackURL, publicUrl);
  const verify = page.startsWith('/verify') ? page.replace(/#.*/s, '') : '/verify';
  await sendMail(deps, 'verification', { to: begun.email, url: `${publicUrl}${verify}#${token}`, isChange: false });
}

const tellOwner = (deps: Deps, email: string) =>
  sendMail(deps, 'already-registered', {
    to: email,
    signInUrl: `${deps.config.publicUrl}/sign-in`,
    resetUrl: `${deps.config.publicUrl}/forgot-password`,
  });

/**
 * What a link's page says before the person presses. `here`: the account was begun in this browser, whose password counts then; `elsewhere`: the
 * person who presses chooses one; `confirmed`: all that is left is to sign in.
 */
export async function openSignUp(context: AuthContext, { token }: { token: string }): Promise<OpenedSignUp> {
  const { limits, address } = context;
  await limits.count('link', { address });
  const begun = await find(context, token);
  return { email: begun.email, state: await stateOf(context, begun) };
}

/**
 * The press: creates the account. Its password is the one chosen in this browser, now or when it was begun here, and never that of another person who
 * began it; and only the browser in which it was begun is signed in.
 */
export async function confirmSignUp(
  context: AuthContext,
  { token, password }: { token: string; password?: string | undefined },
): Promise<{ signedIn: boolean }> {
  const { auth, request, limits, address } = context;
  await limits.count('link', { address });
  const begun = await find(context, token);
  const state = await stateOf(context, begun);
  if (state === 'confirmed') throw refusal('ALREADY_CONFIRMED', 'CONFLICT');
  if (state === 'here') {
    const userId = await make(context, begun, begun.password);
    const headers = fromNodeHeaders(request.headers);
    const answer = await signingIn(context, () =>
      auth.api.beginSession({ body: { userId }, headers, asResponse: true }),
    );
    if (!answer.ok) throw new Error(`a new account was not signed in: ${answer.status}`);
    for (const cookie of answer.headers.getSetCookie()) context.response.append('set-cookie', cookie);
    return { signedIn: true };
  }
  if (password === undefined) throw refusal('PASSWORD_NEEDED');
  await requireStrong(password, 'password', [begun.email, begun.name]);
  await make(context, begun, await passwordHash.hash(password));
  return { signedIn: false };
}

async function find({ deps }: AuthContext, token: string): Promise<SignUp> {
  const begun = await findSignUp(deps, token);
  if (!begun) throw refusal('INVALID_TOKEN');
  return begun;
}

async function make({ deps }: AuthContext, begun: SignUp, password: string): Promise<string> {
  const userId = await makeAccount(deps, begun, password);
  if (userId === undefined) throw refusal('ALREADY_CONFIRMED', 'CONFLICT');
  return userId;
}

async function stateOf(
  { deps, browser }: AuthContext,
  { email, usedAt, browserHash }: SignUp,
): Promise<OpenedSignUp['state']> {
  if (usedAt !== null || (await isTaken(deps, email))) return 'confirmed';
  return Buffer.from(browserHash).equals(hashToken(browser.id)) ? 'here' : 'elsewhere';
}
