import type { ValidateUserInfoResult, ValidateUserInfoSource } from '@better-auth/core';
import { getOAuthState } from 'better-auth/api';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { linkSignIn } from '#core/linking/link-sign-in.ts';
import { whySignInRefused } from '#core/linking/why-sign-in-refused.ts';
import { proven } from './providers.ts';

/** When they set out for the chat, as api/auth/posts.ts noted in the state that they came back with; unknown for a moment after an update. */
async function whenBegun(): Promise<Date | undefined> {
  const { begunAt } = begun.parse((await getOAuthState()) ?? {});
  return begunAt === undefined ? undefined : new Date(begunAt);
}
const begun = z.object({ begunAt: z.number().optional() });

/** Runs before an account is created from, or connected with, a proven chat identity. The sign-in and connections pages have texts for the codes. */
export async function refuseProven(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: { id?: string; email?: string | null; emailVerified?: boolean },
  source: ValidateUserInfoSource,
): Promise<ValidateUserInfoResult | undefined> {
  const person = proven.getStore()?.person;
  if (source.method !== 'oauth' || !person) return undefined;
  const isNew = source.action === 'create-user';
  const error = await whySignInRefused(
    deps,
    person,
    isNew
      ? { isNew, email: user.email, isConfirmed: user.emailVerified === true, begunAt: await whenBegun() }
      : { isNew, userId: user.id },
  );
  return error && { error };
}

/** Once a chat identity can open an account, it is linked to the account: the chat has proved whose it is. */
export async function linkProven(
  deps: Deps,
  account: { id: string; providerId: string; accountId: string; userId: string },
): Promise<void> {
  const { person, signInId } = proven.getStore() ?? {};
  if (account.providerId !== person?.platform || account.accountId !== signInId) return;
  await linkSignIn(deps, account, person);
}
