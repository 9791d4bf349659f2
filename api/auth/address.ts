import type { Deps } from '#core/deps.ts';

/**
 * Whether nobody else may have this address: an account has it, or had it until a few days ago and can still take it back. What was
 * begun and never confirmed keeps nobody out.
 */
export async function isTaken({ db }: Pick<Deps, 'db'>, email: string, exceptUserId?: string): Promise<boolean> {
  const other = exceptUserId === undefined ? {} : { NOT: { userId: exceptUserId } };
  const [user, kept] = await Promise.all([
    db.user.findUnique({ where: { email }, select: { id: true, emailVerified: true } }),
    db.emailChange.count({ where: { oldEmail: email, undoneAt: null, undoUntil: { gt: new Date() }, ...other } }),
  ]);
  return (user?.emailVerified === true && user.id !== exceptUserId) || kept > 0;
}
