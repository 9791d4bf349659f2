import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/** The browsers signed in to an account, most recently used first. */
export const listSessions = ({ db }: Pick<Deps, 'db'>, userId: string) =>
  db.session.findMany({ where: { userId, expiresAt: { gt: new Date() } }, orderBy: { updatedAt: 'desc' } });

const sessionRow = z.object({ id: uuid });

/** Which of these sessions have ended: signed out, expired, or of a deleted account. One statement. */
export async function findEndedSessions({ db }: Pick<Deps, 'db'>, sessionIds: string[]): Promise<ReadonlySet<string>> {
  const good = await sqlRows(db, sessionRow)`
    SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ANY (${sessionIds}::uuid[]) AND s.expires_at > now()`;
  const isGood = new Set(good.map(({ id }) => id));
  return new Set(sessionIds.filter((id) => !isGood.has(id)));
}
