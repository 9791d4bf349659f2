import type { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { beginDeletion, pageOf } from '../privacy/erasure/begin-deletion.ts';
import { openTold } from '../privacy/erasure/told.ts';
import { requestExport } from '../privacy/export/request-export.ts';
import { answeringOf, type Known, knownOf } from '../privacy/requests/answering.ts';
import { beginRequest } from '../privacy/requests/end-request.ts';
import { lockRequest, requestHasEnded } from '../privacy/requests/lock-request.ts';
import type { PrivacyRequest } from '../privacy/requests/request.ts';
import { objectToStatistics } from '../privacy/usage/object.ts';
import { underWay } from './end-request.ts';
import type { Operator } from './operator.ts';
import { beginRegisterAction, endRegisterAction } from './write-action.ts';

type CarryDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'metrics' | 'config' | 'payments'>;

/** What an operator tells whoever asked. */
export type CarriedOut =
  /** `pageUrl`: of a guest’s deletion, who has no address to mail it to. */
  | { kind: 'delete'; dueAt: Date; pageUrl: string | null }
  | { kind: 'object' }
  /** An account is mailed; a guest asks for it in the chat, where it is theirs alone. */
  | { kind: 'access'; goesBy: 'mail' | 'chat' };

/**
 * Does what was asked about somebody we know: begins their deletion, leaves them out of the statistics, or has a copy of their data made, which no
 * operator sees. `id` is the action's own: with the same id it is done once, goes on if it was interrupted, and answers the same.
 * @throws Failure not_found, too_late, not_carried_out, payments_unavailable
 */
export async function carryOut(
  deps: CarryDeps,
  operator: Operator,
  action: { id: string; requestId: string },
): Promise<CarriedOut> {
  const { request, known, isDone } = await deps.db.$transaction((tx) => begin(tx, operator, action));
  if (!isDone) {
    if (known && request.endedAt === null) await work(deps, request, known);
    await endRegisterAction(deps.db, action.id);
  }
  return said(deps, { request, known });
}

async function begin(
  tx: Prisma.TransactionClient,
  operator: Operator,
  { id, requestId }: { id: string; requestId: string },
) {
  const request = await lockRequest(tx, requestId);
  const before = await tx.adminAction.findUnique({ where: { id }, include: { outcome: true } });
  if (before && (before.kind !== 'privacy_carry_out' || before.requestId !== requestId)) throw notFound();
  const people = await knownOf({ db: tx }, [request]);
  const known = people.get(requestId);
  if (before) {
    if (!before.outcome && request.state === 'refused') throw requestHasEnded();
    return { request, known, isDone: before.outcome !== null };
  }
  const answering = (await answeringOf({ db: tx }, [request], people)).get(requestId);
  if (answering === 'ended') throw requestHasEnded();
  if (answering === 'under_way') throw underWay(request.kind);
  if (answering !== 'carry_out' || !known) throw byHand();
  if (request.kind === 'delete') await followLink(tx, request, known);
  const { ticket, kind, origin, proof } = request;
  await beginRegisterAction(tx, operator, {
    ...{ id, kind: 'privacy_carry_out', requestId, walletId: known.walletId },
    reason: `${ticket}: ${kind} carried out, by ${origin}, proved by ${proof}`.replaceAll('_', ' '),
  });
  await beginRequest({ db: tx }, requestId, { by: 'operator' });
  return { request, known, isDone: false };
}

/** A deletion asked for as a guest who linked to an account since is the account’s: what they made is there now. */
async function followLink(tx: Prisma.TransactionClient, { id, userId }: PrivacyRequest, { who }: Known): Promise<void> {
  if (!('userId' in who) || userId !== null) return;
  const open = { kind: 'delete', ...who, endedAt: null } as const;
  if (await tx.privacyRequest.findFirst({ where: open, select: { id: true } })) throw hasItsOwn();
  await tx.privacyRequest.update({ where: { id }, data: { ...who, identityId: null } });
}

async function work(deps: CarryDeps, request: PrivacyRequest, { who }: Known): Promise<void> {
  const { id: requestId, origin, proof } = request;
  switch (request.kind) {
    case 'delete': {
      const erased = 'userId' in who ? ({ kind: 'account', ...who } as const) : ({ kind: 'guest', ...who } as const);
      await beginDeletion(deps, { erased, origin, proof, chat: null, requestId });
      return;
    }
    case 'object':
      await objectToStatistics(deps, who, { requestId });
      return;
    case 'access':
      await requestExport(deps, { owner: who, origin, proof, withCode: false, requestId });
      return;
    case 'correct':
    case 'restrict':
    case 'other':
      throw byHand();
  }
  request.kind satisfies never;
}

async function said(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  { request, known }: { request: PrivacyRequest; known: Known | undefined },
): Promise<CarriedOut> {
  const { id: requestId, kind, userId } = request;
  switch (kind) {
    case 'delete': {
      const erasure = await deps.db.erasure.findFirst({ where: { requestId }, orderBy: { createdAt: 'desc' } });
      if (!erasure) throw requestHasEnded();
      const { kind: whose, dueAt, told } = erasure;
      // Sealed with it until it is stopped or done.
      const token = whose === 'guest' && told ? openTold(deps, told).token : undefined;
      return { kind, dueAt, pageUrl: token === undefined ? null : pageOf(deps, token) };
    }
    case 'access': {
      // Whoever is blocked cannot sign in where the mail leads.
      const account = userId ?? (known && 'userId' in known.who ? known.who.userId : null);
      const signsIn = account !== null && (await deps.db.user.count({ where: { id: account, blockedAt: null } })) > 0;
      return { kind, goesBy: signsIn ? 'mail' : 'chat' };
    }
    case 'object':
      return { kind };
    case 'correct':
    case 'restrict':
    case 'other':
      throw byHand();
  }
  kind satisfies never;
}

const byHand = () =>
  new Failure('not_carried_out', {
    title: 'No command does that',
    happened: 'It is about somebody we do not know, or asks for what a person has to do. Nothing was changed.',
    next: 'Answer it yourself, then end it.',
  });

const hasItsOwn = () =>
  new Failure('not_carried_out', {
    title: 'Their account has a deletion of its own',
    happened:
      'This guest has linked to an account since, and its deletion is in the register already. Nothing was changed.',
    next: 'Carry that one out, and refuse this one because it repeats it.',
  });
