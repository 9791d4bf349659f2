import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Person, PrivacyRequest } from './request.ts';

/**
 * How a request is to be answered at this moment. `carry_out`: the program does what is asked, and an operator says so. `under_way`: it is at it, and
 * ends the request by itself. `by_hand`: an operator answers, because it is about nobody we know, or no command does it.
 */
export type Answering = 'ended' | 'under_way' | 'carry_out' | 'by_hand';

/** What a command does. A correction may be of anything, and a restriction is in force as long as its request is open. */
const done: ReadonlyArray<PrivacyRequest['kind']> = ['access', 'delete', 'object'];

/** Whom a request is about, as they are now: a guest who linked to an account since is that account. */
export interface Known {
  who: Person;
  walletId: string;
}

type WithDb = { db: Pick<Prisma.TransactionClient, 'user' | 'identity' | 'erasure' | 'export'> };

/** By the request’s id; none for who is gone, or was never known. */
export async function knownOf({ db }: WithDb, requests: readonly PrivacyRequest[]): Promise<Map<string, Known>> {
  const ids = (key: 'userId' | 'identityId') => requests.flatMap((each) => each[key] ?? []);
  const [users, identities] = await Promise.all([
    db.user.findMany({ where: { id: { in: ids('userId') } }, select: { id: true, walletId: true } }),
    db.identity.findMany({
      where: { id: { in: ids('identityId') } },
      select: { id: true, userId: true, walletId: true, externalId: true },
    }),
  ]);
  const known = new Map<string, Known>();
  for (const { id, walletId } of users) known.set(id, { who: { userId: id }, walletId });
  // The eraser leaves its own id in place of the chat’s.
  for (const { id, userId, walletId, externalId } of identities)
    if (externalId !== `erased:${id}`)
      known.set(id, { who: userId === null ? { identityId: id } : { userId }, walletId });
  return new Map(
    requests.flatMap(({ id, userId, identityId }) => {
      const whom = known.get(userId ?? identityId ?? '');
      return whom ? [[id, whom] as const] : [];
    }),
  );
}

/** By the request’s id. */
export async function answeringOf(
  { db }: WithDb,
  requests: readonly PrivacyRequest[],
  known: ReadonlyMap<string, Known>,
): Promise<Map<string, Answering>> {
  const requestId = { in: requests.filter(({ endedAt }) => endedAt === null).map(({ id }) => id) };
  const select = { requestId: true } as const;
  const begun = await Promise.all([
    db.erasure.findMany({ where: { requestId, endedAt: null }, select }),
    db.export.findMany({ where: { requestId, state: 'waiting' }, select }),
  ]);
  const underWay = new Set(begun.flat().map((row) => row.requestId));
  const answering = ({ id, kind, endedAt }: PrivacyRequest): Answering => {
    if (endedAt !== null) return 'ended';
    if (underWay.has(id)) return 'under_way';
    return known.has(id) && done.includes(kind) ? 'carry_out' : 'by_hand';
  };
  return new Map(requests.map((request) => [request.id, answering(request)]));
}
