import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import type { PrivacyRequest, Subject } from './request.ts';

export interface RegisterFilter {
  show: 'open' | 'ended' | 'all';
  kind?: PrivacyRequest['kind'] | undefined;
}

/** Lines of the register, newest first, beginning after `after`. */
export function listRegister(
  { db }: Pick<Deps, 'db'>,
  { show, kind }: RegisterFilter,
  { after, limit }: { after?: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<PrivacyRequest[]> {
  return db.privacyRequest.findMany({
    where: {
      ...(show === 'all' ? {} : { endedAt: show === 'open' ? null : { not: null } }),
      ...(kind === undefined ? {} : { kind }),
      ...(after
        ? { OR: [{ receivedAt: { lt: after.createdAt } }, { receivedAt: after.createdAt, id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** What a person asked, newest first. An account's include those of its chat identities. */
export async function findRequests(
  { db }: Pick<Deps, 'db'>,
  subject: Subject,
  { limit = 100 }: { limit?: number } = {},
): Promise<PrivacyRequest[]> {
  return db.privacyRequest.findMany({
    where: await ofSubject({ db }, subject),
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

async function ofSubject({ db }: Pick<Deps, 'db'>, subject: Subject): Promise<Prisma.PrivacyRequestWhereInput> {
  if ('outsiderHash' in subject) return { outsiderHash: new Uint8Array(subject.outsiderHash) };
  if (!('userId' in subject)) return subject;
  const identities = await db.identity.findMany({ where: { userId: subject.userId }, select: { id: true } });
  return { OR: [subject, { identityId: { in: identities.map(({ id }) => id) } }] };
}
