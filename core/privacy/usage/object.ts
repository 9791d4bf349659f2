import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { bytes, flag, int, uuid } from '../../database/columns.ts';
import type { Asked } from '../../database/rows.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { endRequest } from '../requests/end-request.ts';
import { requestHasEnded } from '../requests/lock-request.ts';
import { openRequest } from '../requests/open-request.ts';
import type { Person, PrivacyRequest } from '../requests/request.ts';
import { usageSecret } from './secret.ts';

const objectToUsage = sqlFunction({
  name: 'object_to_usage_events',
  args: z.object({ userId: uuid.nullable(), identityId: uuid.nullable(), objects: flag, secret: bytes }),
  row: int,
});

const namesOf = (who: Person) =>
  'userId' in who ? { userId: who.userId, identityId: null } : { userId: null, identityId: who.identityId };

/**
 * Leaves somebody out of the statistics from now on, and takes out what is not yet counted; in the register it is a request that is done at once, or
 * the one that was brought. @throws Failure too_late: that one has ended
 */
export async function objectToStatistics(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  who: Person,
  how: Pick<PrivacyRequest, 'origin' | 'proof'> | { requestId: string },
): Promise<PrivacyRequest> {
  const secret = await usageSecret({ keys });
  return db.$transaction(async (tx) => {
    const id =
      'requestId' in how
        ? how.requestId
        : (await openRequest({ db: tx }, { subject: who, kind: 'object', ...how })).request.id;
    const events = await objectToUsage.one(tx, { ...namesOf(who), objects: true, secret });
    const end = { state: 'done', evidence: { statistics: 'left_out', events } } as const;
    const isEnded = await endRequest({ db: tx }, id, end);
    if (!isEnded && 'requestId' in how) throw requestHasEnded();
    return tx.privacyRequest.findUniqueOrThrow({ where: { id } });
  });
}

/** What an erased person's events of days that are not yet counted would say is taken out with them. */
export async function takeOutUsage(
  tx: Asked,
  { keys }: Pick<Deps, 'keys'>,
  { user, identity }: { user: readonly string[]; identity: readonly string[] },
): Promise<void> {
  const secret = await usageSecret({ keys });
  for (const userId of user) await objectToUsage.one(tx, { userId, identityId: null, objects: true, secret });
  for (const identityId of identity) await objectToUsage.one(tx, { userId: null, identityId, objects: true, secret });
}

/**
 * After a linking: who objected, as a guest or as an account, does so with every identity of the account, and what those did today is taken out.
 */
export async function keepObjection(
  tx: Asked & Pick<Prisma.TransactionClient, 'user' | 'identity'>,
  { keys }: Pick<Deps, 'keys'>,
  { userId, identityId }: { userId: string; identityId: string },
): Promise<void> {
  const who: Person[] = [{ userId }, { identityId }];
  const objects = await Promise.all(who.map((each) => objectsToStatistics({ db: tx }, each)));
  if (!objects.includes(true)) return;
  await objectToUsage.one(tx, { userId, identityId, objects: true, secret: await usageSecret({ keys }) });
}

/** They may be counted again. */
export async function allowStatistics({ db, keys }: Pick<Deps, 'db' | 'keys'>, who: Person): Promise<void> {
  await objectToUsage.one(db, { ...namesOf(who), objects: false, secret: await usageSecret({ keys }) });
}

export async function objectsToStatistics(
  { db }: { db: Pick<Prisma.TransactionClient, 'user' | 'identity'> },
  who: Person,
): Promise<boolean> {
  const select = { noStatisticsAt: true } as const;
  const row =
    'userId' in who
      ? await db.user.findUnique({ where: { id: who.userId }, select })
      : await db.identity.findUnique({ where: { id: who.identityId }, select });
  return row?.noStatisticsAt != null;
}
