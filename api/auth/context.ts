import { APIError } from 'better-auth/api';
import type { Request, Response } from 'express';
import type { Deps } from '#core/deps.ts';
import { Prisma } from '../../prisma/generated/client.ts';
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

/** A write that gives an account an address; where another has it, however late it came, this is what is said. @throws APIError */
export async function unlessAddressTaken<Result>(code: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    // P2002: a unique index refused it.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw refusal(code, 'CONFLICT');
    throw error;
  }
}

/** Links to choose a password, and connections of a chat, that were begun before: whoever began them comes no further. */
export const endOpenWays = (db: Pick<Prisma.TransactionClient, 'verification'>, userId: string) =>
  // A link is to the account itself; what is kept while a person is at a chat names the account within.
  db.verification.deleteMany({ where: { value: { contains: userId } } });
