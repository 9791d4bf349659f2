import { APIError } from 'better-auth/api';
import type { Request, Response } from 'express';
import type { Deps } from '#core/deps.ts';
import type { SignedIn } from '../json/handler.ts';
import { signedOut } from '../json/router.ts';
import type { Auth } from './auth.ts';
import type { Browser, BrowserCookies } from './browser-cookie.ts';
import type { RateLimits } from './rate-limits.ts';
import { readSession } from './session.ts';

/** What every step of signing in and out has. */
export interface AuthContext {
  deps: Deps;
  auth: Auth;
  limits: RateLimits;
  cookies: BrowserCookies;
  request: Request;
  response: Response;
  /** From where it was asked. */
  address: string;
  browser: Browser;
}

/** @throws Failure signed_out */
export async function requireSession({ deps, auth, request }: AuthContext): Promise<SignedIn> {
  const who = await readSession(deps, auth, request);
  if (!who) throw signedOut();
  return who;
}

/** The password of an account as it is stored; undefined where it is signed in to by chat alone. */
export async function findPassword({ deps }: Pick<AuthContext, 'deps'>, userId: string): Promise<string | undefined> {
  const account = await deps.db.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  });
  return account?.password ?? undefined;
}

/** A refusal in better-auth's own shape: words.ts has the sentence for its code. */
export const refusal = (code: string, status: 'BAD_REQUEST' | 'CONFLICT' | 'FORBIDDEN' = 'BAD_REQUEST') =>
  new APIError(status, { code, message: code });
