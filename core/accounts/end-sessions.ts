import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';

/** Signs out one browser of an account. @throws Failure not_found */
export async function endSession(
  { db }: Pick<Deps, 'db'>,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const { count } = await db.session.deleteMany({ where: { id, userId } });
  if (count === 0) throw notFound('There is no such session');
}

/** Signs out every browser of an account but this one; returns how many. */
export async function endOtherSessions(
  { db }: Pick<Deps, 'db'>,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { userId, id: { not: sessionId } } });
  return count;
}

/** Ends the session, whosever it was, that a browser had before somebody signed in there. */
export async function endLeftSession({ db }: Pick<Deps, 'db'>, id: string): Promise<void> {
  await db.session.deleteMany({ where: { id } });
}
