import { z } from 'zod';
import { ErasureKind, Prisma } from '../../../prisma/generated/client.ts';
import { bytes, uuid } from '../../database/columns.ts';
import { sqlRow } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { pauseAfter } from '../../pauses.ts';

const claimed = z.object({
  id: uuid,
  kind: z.enum(ErasureKind),
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  workspaceId: uuid.nullable(),
  requestId: uuid.nullable(),
  state: z.enum(['waiting', 'erased']),
  told: bytes.nullable(),
  isLate: z.boolean(),
});
/** `isReplay`: it was done before, in what a backup was taken of later. */
export type ClaimedErasure = z.infer<typeof claimed> & { isReplay?: true };

const leaseS = 60;

/** Takes a deletion that is due, for a minute; undefined if there is nothing to do, or somebody is at it. */
export const claimErasure = ({ db }: Pick<Deps, 'db'>, id: string): Promise<ClaimedErasure | undefined> =>
  sqlRow(db, claimed)`
    UPDATE erasures SET lease_until = now() + ${leaseS}::int * interval '1 second'
    WHERE id = ${id}::uuid AND (state = 'erased' OR (state = 'waiting' AND due_at <= now()))
      AND (lease_until IS NULL OR lease_until < now())
    RETURNING id, kind, user_id AS "userId", identity_id AS "identityId", workspace_id AS "workspaceId", request_id AS "requestId", state, told,
      due_at < now() - interval '1 hour' AS "isLate"`;

/** Still at it. */
export async function keepErasure({ db }: Pick<Deps, 'db'>, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE erasures SET lease_until = now() + ${leaseS}::int * interval '1 second' WHERE id = ${id}::uuid`;
}

/** It goes on later: after a growing pause if somebody could not be told. */
export async function putOffErasure(
  { db }: Pick<Deps, 'db'>,
  id: string,
  { failed }: { failed: boolean },
): Promise<void> {
  const pause = failed ? pauseAfter(Prisma.sql`e.attempts`) : Prisma.sql`interval '1 second'`;
  await db.$executeRaw`
    UPDATE erasures e SET lease_until = NULL, attempts = e.attempts + ${failed ? 1 : 0}::int, next_try_at = now() + ${pause}
    WHERE id = ${id}::uuid`;
}
