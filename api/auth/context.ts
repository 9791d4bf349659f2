import { APIError } from 'better-auth/api';
import type { Request, Response } from 'express';
import type { Deps } from '#core/deps.ts';
import { signedOut } from '../json/router.ts';
import type { Auth } from './auth.ts';
import type { Browser, BrowserCookies } from './browser-cookie.ts';
import type { Principal } from './principal.ts';
import type { RateLimits } from './rate-limits.ts';
import { readSession } from './session.ts';

/** What every step of signing in and out is given. */
export interface AuthContext {
  deps: Deps;
  auth: Auth;
  limits: RateLimits;
  cookies: BrowserCookies;
  request: Request;
  response: Response;
  /** The address that the request came from. */
  address: string;
  browser: Browser;
}

/** @throws Failure signed_out */
export async function requireSession({ deps, auth, request }: AuthContext): Promise<Principal> {
  const who = await readSession(deps, auth, request);
  if (!who) throw signedOut();
  return who;
}

/** A refusal in better-auth's own shape: words.ts has the sentence for its code. */
export const refusal = (code: string, status: 'BAD_REQUEST' | 'CONFLICT' | 'FORBIDDEN' = 'BAD_REQUEST') =>
  new APIError(status, { code, message: code });
