import { z } from 'zod';
import { renameAccount } from '#core/accounts/name.ts';
import * as shape from '#core/contract/pages/shapes.ts';
import { clearSiteData } from './clear-site-data.ts';
import type { AuthContext } from './context.ts';
import { requireSession } from './context.ts';
import { beginEmailChange, confirmEmailChange, openEmailChange } from './email-change.ts';
import { byLibrary } from './library.ts';
import { ourPage } from './our-page.ts';
import { requireOwner } from './owner.ts';
import { changePassword, resetPassword, signIn } from './passwords.ts';
import { type Chat, chats } from './providers.ts';
import { beginSignUp, confirmSignUp, openSignUp, sendAnotherLink } from './sign-up.ts';
import { pressUndo } from './undo-email-change.ts';

export interface Post {
  path: string;
  body: z.ZodType;
  /** Answers after the same time, whether the address is known or not. */
  evenly?: true;
  /** Returns the answer, or nothing if better-auth has answered. */
  run(context: AuthContext, body: unknown): Promise<unknown>;
}

const email = z.email('That is not an e-mail address.').max(254).toLowerCase();
/** Its strength and length are checked where its field can be named: password-rules.ts. */
const password = z.string().max(1000);
const token = z.string().min(20).max(100);
const name = shape.line.max(80, 'At most 80 characters.');
/** A page to go back to: our-page.ts turns an address that is not ours into the home page. */
const page = z.string().max(2000).optional();
const byToken = z.object({ token });
const byChat = z.object({ provider: z.enum(chats), callbackURL: page, errorCallbackURL: page });

/** Only these change anything, each sent from one of our pages (api/json/same-origin.ts): merely opening a link does nothing. */
export const posts: readonly Post[] = [
  post('sign-up/email', z.object({ email, password, name, callbackURL: page }), beginSignUp, { evenly: true }),
  post('send-verification-email', z.object({ email, callbackURL: page }), sendAnotherLink, { evenly: true }),
  post('open-sign-up', byToken, openSignUp),
  post('confirm-sign-up', byToken.extend({ password: password.optional() }), confirmSignUp),
  post('sign-in/email', z.object({ email, password }), signIn, { evenly: true }),
  post('sign-in/social', byChat, toChat),
  post('link-social', byChat.extend({ password: password.optional() }), connectChat),
  post('sign-out', z.object({}), leave),
  post('request-password-reset', z.object({ email }), requestReset, { evenly: true }),
  post('reset-password', byToken.extend({ newPassword: password }), resetPassword),
  post('change-password', z.object({ currentPassword: password, newPassword: password }), changePassword),
  post('change-email', z.object({ newEmail: email, password: password.optional() }), beginEmailChange),
  post('open-email-change', byToken, openEmailChange),
  post('confirm-email-change', byToken, confirmEmailChange),
  post('undo-email-change', byToken, pressUndo),
  post('update-user', z.object({ name }), rename),
];

function post<Body extends z.ZodType>(
  path: string,
  body: Body,
  run: (context: AuthContext, body: z.output<Body>) => Promise<unknown>,
  more: Pick<Post, 'evenly'> = {},
): Post {
  return { path, body, run: (context, sent) => run(context, body.parse(sent)), ...more };
}

async function toChat(context: AuthContext, { provider, callbackURL, errorCallbackURL }: z.output<typeof byChat>) {
  const { limits, address, deps } = context;
  const { publicUrl } = deps.config;
  await limits.count('link', { address });
  const ours = (page: string | undefined) => publicUrl + ourPage(page, publicUrl);
  await byLibrary(context, {
    body: {
      ...{ provider, callbackURL: ours(callbackURL), errorCallbackURL: ours(errorCallbackURL ?? '/sign-in') },
      // Nothing is made of what is older than an erasure (link-proven.ts). No browser says it: only what stands here reaches the library.
      additionalData: { begunAt: Date.now() },
    },
  });
}

/** Connects another way to sign in, which outlasts the browser that adds it: it needs as much proof as another password. */
async function connectChat(
  context: AuthContext,
  { password, ...sent }: z.output<typeof byChat> & { password?: string | undefined },
) {
  await requireOwner(context, await requireSession(context), password);
  await toChat(context, sent);
}

async function leave(context: AuthContext) {
  clearSiteData(context.response, 'session');
  await byLibrary(context, { body: {} });
}

async function requestReset(context: AuthContext, sent: { email: string }) {
  const { limits, address } = context;
  await limits.count('mail', { address, account: sent.email });
  await byLibrary(context, { body: sent });
}

async function rename(context: AuthContext, { name }: { name: string }) {
  const { userId } = (await requireSession(context)).user;
  await renameAccount(context.deps, userId, name);
}

const answered = z.object({
  code: z.string().max(2000).optional().catch(undefined),
  state: z.string().max(200).optional().catch(undefined),
  error: z.string().max(100).optional().catch(undefined),
});

/** The answer of a chat (RFC 6749), with only the parameters that belong there. */
export function callbackPath(chat: Chat, query: unknown): string {
  const given = Object.entries(answered.parse(query)).filter(([, value]) => value !== undefined);
  return `/callback/${chat}?${new URLSearchParams(given as Array<[string, string]>)}`;
}
