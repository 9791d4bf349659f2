import { randomUUID } from 'node:crypto';
import type { SignUp } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { sealText } from '../keys/stored-text.ts';
import { hashToken, newToken } from '../linking/link-identity.ts';
import { beginAccount } from './begin-account.ts';

/** How long a link is valid, and how long a new one can be sent for a sign-up. */
const linkMs = 60 * 60_000;
const keptMs = 24 * 60 * 60_000;

export type BegunSignUp = Pick<SignUp, 'email' | 'name' | 'password' | 'browserHash'>;

/** Records a new sign-up, and deletes old ones. Returns the token of its link. */
export async function noteSignUp({ db }: Pick<Deps, 'db'>, begun: BegunSignUp): Promise<string> {
  const { email, name, password, browserHash } = begun;
  const token = newToken();
  const now = Date.now();
  await db.$transaction([
    db.signUp.deleteMany({ where: { createdAt: { lt: new Date(now - keptMs) } } }),
    db.signUp.create({
      data: { tokenHash: hashToken(token), browserHash, email, name, password, expiresAt: new Date(now + linkMs) },
    }),
  ]);
  return token;
}

/** The latest sign-up with an address: in this browser, if there is one, otherwise anywhere. */
export async function findBegunSignUp(
  { db }: Pick<Deps, 'db'>,
  { email, browserHash }: Pick<BegunSignUp, 'email' | 'browserHash'>,
): Promise<BegunSignUp | null> {
  const where = { email, usedAt: null, createdAt: { gt: new Date(Date.now() - keptMs) } };
  const newest = { orderBy: { createdAt: 'desc' } } as const;
  const here = await db.signUp.findFirst({ where: { ...where, browserHash }, ...newest });
  return here ?? db.signUp.findFirst({ where, ...newest });
}

/** The sign-up behind a mailed link, even if its account already exists; undefined if it has expired. */
export async function findSignUp({ db }: Pick<Deps, 'db'>, token: string): Promise<SignUp | undefined> {
  const begun = await db.signUp.findUnique({ where: { tokenHash: hashToken(token) } });
  return !begun || begun.expiresAt <= new Date() ? undefined : begun;
}

/**
 * Creates the account, with the hash of a password; returns its id, or undefined if there already is one. An account that an earlier
 * version created before its address was confirmed belongs to nobody yet, and is deleted.
 */
export async function makeAccount(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  { id: signUpId, email, name }: SignUp,
  password: string,
): Promise<string | undefined> {
  const id = randomUUID();
  // Its key comes before its row, which names what it sealed.
  const key = name !== '' && (await keys.sealing('accounts')) ? await keys.make() : undefined;
  const named = key ? { name: '', nameSealed: sealText(key, name) } : { name };
  const made = db.$transaction(async (tx) => {
    const { count } = await tx.signUp.updateMany({
      where: { id: signUpId, usedAt: null },
      // What the account has now, the row needs no more: a name that is corrected later must not stay here.
      data: { usedAt: new Date(), password: '', name: '' },
    });
    if (count === 0) throw new ThereIsOne();
    await tx.user.deleteMany({ where: { email, emailVerified: false } });
    const data = { id, email, ...named, emailVerified: true, emailProvenAt: new Date() };
    if ((await tx.user.createMany({ data, skipDuplicates: true })).count === 0) throw new ThereIsOne();
    if (key) await tx.dataKey.create({ data: { id: key.id, userId: id, currentFor: id } });
    await tx.account.create({
      data: { id: randomUUID(), userId: id, providerId: 'credential', accountId: id, password },
    });
    await beginAccount({ db, keys }, { id, email }, tx);
    return id;
  });
  return made.catch(async (error: unknown) => {
    // Another failure may hide that it was written: then a key that seals nothing may stay in the store.
    if (!(error instanceof ThereIsOne)) throw error;
    if (key) await keys.destroy([key.id]);
    return undefined;
  });
}

/** Rolls the transaction back. */
class ThereIsOne extends Error {}
