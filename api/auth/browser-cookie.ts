import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookies } from 'better-auth/cookies';
import type { Request, Response } from 'express';
import type { Config } from '#core/config.ts';

/** How a browser that signed in before is recognized. An account without a password has ''. */
export interface KnownAccount {
  userId: string;
  /** As it is stored: after a password change every browser has to sign in once more to be known. */
  password: string;
}

export interface Browser {
  /** 128 random bits. */
  id: string;
  /** Whether somebody signed in to this account in this browser. */
  knows(account: KnownAccount): boolean;
}

/** Chromium keeps no cookie longer. */
const keptSeconds = 400 * 24 * 60 * 60;
const maxAccounts = 5;
const format = /^[\w-]{22}(\.[\w-]{22}){0,5}$/;

/**
 * A cookie by which we recognize a browser: the one in which an account was begun, and those in which somebody signed in. Its owner can then go on in
 * it whatever others do elsewhere (OWASP: device cookies). It opens nothing by itself, is essential to signing in, and reveals nothing about a
 * person: a random number, and for each account a mark that only we can make.
 */
export function browserCookies({ encryptionKey, publicUrl }: Pick<Config, 'encryptionKey' | 'publicUrl'>) {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'browsers', 32));
  const secure = publicUrl.startsWith('https:');
  // With this prefix no sibling domain can set one.
  const name = secure ? '__Host-upixel.browser' : 'upixel.browser';
  const markOf = (id: string, { userId, password }: KnownAccount) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, userId, password]))
      .digest('base64url')
      .slice(0, 22);

  function read(request: Request): { id: string; marks: string[] } {
    const value = parseCookies(request.headers.cookie ?? '').get(name) ?? '';
    const [id = '', ...marks] = format.test(value) ? value.split('.') : [];
    return id === '' ? { id: randomBytes(16).toString('base64url'), marks: [] } : { id, marks };
  }

  return {
    of(request: Request): Browser {
      const { id, marks } = read(request);
      return { id, knows: (account) => marks.some((mark) => isSame(mark, markOf(id, account))) };
    },
    /** Makes the browser recognizable, from now on also by an account that somebody signed in to. */
    keep(response: Response, { id }: Browser, account?: KnownAccount): void {
      const known = read(response.req);
      const earlier = known.id === id ? known.marks : [];
      const mark = account && markOf(id, account);
      const marks = mark ? [mark, ...earlier.filter((other) => other !== mark)].slice(0, maxAccounts) : earlier;
      const value = [id, ...marks].join('.');
      response.cookie(name, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: keptSeconds * 1000 });
    },
  };
}

export type BrowserCookies = ReturnType<typeof browserCookies>;

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
