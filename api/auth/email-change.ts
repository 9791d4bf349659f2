import { askForEmail, changeEmail, findEmailChange } from '#core/accounts/change-email.ts';
import type { OpenedEmailChange } from '#core/contract/pages/auth.ts';
import type { EmailChange } from '../../prisma/generated/client.ts';
import { type AuthContext, refusal, requireSession } from './context.ts';
import { requireOwner } from './owner.ts';
import { readSession } from './session.ts';

/**
 * Requests another address: the new one gets a link, the old one is notified. The answer, and the mail to the old one, are the same whether the new
 * one has an account or not.
 */
export async function beginEmailChange(
  context: AuthContext,
  { newEmail, password }: { newEmail: string; password?: string | undefined },
): Promise<void> {
  const { deps, limits, address } = context;
  const who = await requireSession(context);
  const { user } = who;
  await requireOwner(context, who, password);
  await limits.count('mail', { address, account: newEmail });
  await limits.count('mail', { account: user.userId });
  if (newEmail === user.email) return;
  await askForEmail(deps, user, newEmail);
}

/** What the link's page says before the person presses. `other`: somebody else is signed in here. */
export async function openEmailChange(context: AuthContext, { token }: { token: string }): Promise<OpenedEmailChange> {
  const { deps, auth, request, limits, address } = context;
  await limits.count('link', { address });
  const change = await find(context, token);
  const who = await readSession(deps, auth, request);
  const state = who === undefined ? 'signed_out' : who.user.userId === change.userId ? 'here' : 'other';
  return { newEmail: change.newEmail, state };
}

/**
 * The press: from now on it is the account's address. Only a person signed in to that account can press, so that nobody is made to give their address
 * to another person's account. Every other browser is signed out, and pending links to the old address end.
 */
export async function confirmEmailChange(
  context: AuthContext,
  { token }: { token: string },
): Promise<{ email: string }> {
  const { deps, limits, address } = context;
  await limits.count('link', { address });
  const change = await find(context, token);
  const { user, session } = await requireSession(context);
  if (user.userId !== change.userId) throw refusal('INVALID_USER', 'FORBIDDEN');
  if (user.email !== change.oldEmail) throw refusal('INVALID_TOKEN');
  const outcome = await changeEmail(deps, change, session.id);
  if (outcome === 'used') throw refusal('INVALID_TOKEN');
  // The same words as at a sign-up with it; only whoever reads its mailbox comes this far.
  if (outcome === 'blocked') throw refusal('ACCOUNT_BLOCKED', 'FORBIDDEN');
  if (outcome === 'taken') throw refusal('EMAIL_TAKEN', 'CONFLICT');
  return { email: change.newEmail };
}

async function find({ deps }: AuthContext, token: string): Promise<EmailChange> {
  const change = await findEmailChange(deps, token);
  if (!change) throw refusal('INVALID_TOKEN');
  return change;
}
