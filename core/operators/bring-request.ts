import type { Prisma } from '../../prisma/generated/client.ts';
import { isChatUser } from '../accounts/chat-id.ts';
import { chatUserOf } from '../accounts/chat-user.ts';
import type { Deps } from '../deps.ts';
import { openRequest } from '../privacy/requests/open-request.ts';
import { hashOutsider, type OutsideName } from '../privacy/requests/outsider.ts';
import { type PrivacyRequest, type Subject, subjectOf } from '../privacy/requests/request.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

/** A request that reached an operator. `id` is the action's own: repeating it has no effect. */
export interface BroughtRequest extends Pick<PrivacyRequest, 'kind' | 'origin' | 'proof'> {
  id: string;
  about: OutsideName;
  /** The day it reached us, in UTC. */
  receivedOn: string;
}

/**
 * Enters it into the register, whether we know the person or not: only the register knows which. A day in the future counts as today.
 */
export async function bringRequest(
  deps: Pick<Deps, 'db' | 'keys'>,
  operator: Operator,
  { id, about, receivedOn, kind, origin, proof }: BroughtRequest,
): Promise<PrivacyRequest> {
  return deps.db.$transaction(async (tx) => {
    const before = await tx.adminAction.findUnique({ where: { id }, select: { requestId: true } });
    if (before?.requestId) return tx.privacyRequest.findUniqueOrThrow({ where: { id: before.requestId } });
    const found = await findPerson(tx, deps, about);
    const subject: Subject = found ? subjectOf(found) : { outsiderHash: await hashOutsider(deps, about) };
    const received = new Date(Math.min(Date.parse(receivedOn), Date.now()));
    const { request } = await openRequest({ db: tx }, { subject, kind, origin, proof, receivedAt: received });
    await writeRegisterAction(tx, operator, {
      ...{ id, kind: 'privacy_open', requestId: request.id },
      ...(found ? { walletId: found.walletId } : {}),
      reason: `${request.ticket}: ${kind}, by ${origin}, proved by ${proof}`.replaceAll('_', ' '),
    });
    return request;
  });
}

interface Found {
  userId: string | null;
  identityId: string;
  walletId: string;
}

type Finding = Pick<Prisma.TransactionClient, 'user' | 'identity'>;

async function findPerson(tx: Finding, deps: Pick<Deps, 'keys'>, about: OutsideName): Promise<Found | null> {
  switch (about.by) {
    case 'email': {
      const email = about.email.trim().toLowerCase();
      const user = await tx.user.findUnique({ where: { email }, select: { id: true, walletId: true } });
      return user && { userId: user.id, identityId: '', walletId: user.walletId };
    }
    case 'discord':
    case 'slack': {
      const where = await isChatUser(deps, chatUserOf(about));
      const select = { id: true, userId: true, walletId: true } as const;
      const identity = await tx.identity.findFirst({ where, select });
      return identity && { userId: identity.userId, identityId: identity.id, walletId: identity.walletId };
    }
  }
}
