import type { Deps } from '../deps.ts';

/**
 * Whether nobody else may use this address: an account has it, or had it until a few days ago and can still take it back. An
 * unconfirmed sign-up or change does not reserve it.
 */
export async function isTaken({ db }: Pick<Deps, 'db'>, email: string, exceptUserId?: string): Promise<boolean> {
  const other = exceptUserId === undefined ? {} : { NOT: { userId: exceptUserId } };
  const [user, kept] = await Promise.all([
    db.user.findUnique({ where: { email }, select: { id: true, emailVerified: true } }),
    db.emailChange.count({ where: { oldEmail: email, undoneAt: null, undoUntil: { gt: new Date() }, ...other } }),
  ]);
  return (user?.emailVerified === true && user.id !== exceptUserId) || kept > 0;
}

/** An account's e-mail address. @throws Error if the account is gone */
export async function addressOf({ db }: Pick<Deps, 'db'>, userId: string): Promise<string> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  return email;
}
