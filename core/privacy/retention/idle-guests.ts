import { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { uuid } from '../../database/columns.ts';
import { sqlFinds, sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { sealTold } from '../erasure/told.ts';

/** Of an identity `i`. */
const isIdle = Prisma.sql`i.user_id IS NULL AND i.blocked_at IS NULL AND i.deletion_due_at IS NULL AND i.external_id IS DISTINCT FROM 'erased:' || i.id
      AND i.seen_on < (now() AT TIME ZONE 'UTC')::date - interval '12 months'
      AND NOT EXISTS (SELECT FROM generations g WHERE g.identity_id = i.id AND g.created_at > now() - interval '12 months')
      AND NOT EXISTS (SELECT FROM gifts g WHERE i.id IN (g.from_identity_id, g.to_identity_id) AND g.created_at > now() - interval '12 months')
      AND NOT EXISTS (SELECT FROM consents c WHERE c.identity_id = i.id AND c.created_at > now() - interval '12 months')
      AND NOT EXISTS (SELECT FROM team_members m WHERE m.identity_id = i.id AND m.managed_at > now() - interval '12 months')
      AND NOT EXISTS (SELECT FROM lots l WHERE l.wallet_id = i.wallet_id AND l.balance > 0 AND l.forfeited_at IS NULL
        AND (l.origin IN ('purchase', 'gift', 'plan') OR l.frozen_at IS NOT NULL))
      AND NOT has_open_privacy_request(NULL, i.id)`;

/** Whether a guest has done nothing since; until the end of the transaction they can do nothing else. */
export const isStillIdle = (db: Parameters<typeof sqlFinds>[0], identityId: string): Promise<boolean> =>
  sqlFinds(db)`SELECT 1 FROM identities i WHERE i.id = ${identityId}::uuid AND ${isIdle} FOR UPDATE`;

const idleRow = z.object({ id: uuid });

/**
 * Has guests erased who did nothing for 12 months, whatever they did. Whom something holds stays: bought credits, an open dispute, somebody who waits for an answer
 * about their data, or an operator's block. Returns how many; at most a batch.
 */
export async function eraseIdleGuests(deps: Pick<Deps, 'db' | 'seal'>, batch: number): Promise<number> {
  const idle = await sqlRows(deps.db, idleRow)`
    SELECT i.id FROM identities i
    WHERE ${isIdle} AND NOT EXISTS (SELECT FROM erasures e WHERE e.identity_id = i.id AND e.state IN ('waiting', 'erased'))
    ORDER BY i.created_at LIMIT ${batch}::int`;
  // The eraser finds them: nobody asked, so there is no entry in the register, nobody to tell, and nothing to wait for.
  const told = () => sealTold(deps, { email: null, chat: null, plans: [] });
  const { count } = await deps.db.erasure.createMany({
    data: idle.map(({ id }) => ({ kind: 'guest' as const, identityId: id, dueAt: new Date(), told: told() })),
  });
  return count;
}
