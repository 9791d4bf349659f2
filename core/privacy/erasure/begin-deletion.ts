import type { Erasure, Prisma } from '../../../prisma/generated/client.ts';
import { paymentsFailure } from '../../billing/refusals.ts';
import { syncSubscription } from '../../billing/sync/sync-subscription.ts';
import { databaseNow } from '../../database/now.ts';
import { sqlFinds } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { hashToken, newToken } from '../../linking/link-identity.ts';
import { sendWritten, writeMail } from '../../mail/send-mail.ts';
import { notFound } from '../../not-found.ts';
import { lockOpenRequest } from '../requests/lock-request.ts';
import { openRequest } from '../requests/open-request.ts';
import type { PrivacyRequest } from '../requests/request.ts';
import { closeCheckouts } from './close-checkouts.ts';
import type { Erased } from './person.ts';
import { tellTeams } from './tell-teams.ts';
import { openTold, sealTold, type Told } from './told.ts';
import { closeTeamCheckouts, lockWorkspace } from './workspace.ts';

type BeginDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'metrics' | 'config' | 'payments'>;

export interface DeletionWish extends Pick<PrivacyRequest, 'origin' | 'proof'> {
  erased: Erased;
  /** Where a guest is told of the end. */
  chat: Told['chat'];
  /** Of the open request that is carried out; otherwise it is entered into the register. */
  requestId?: string;
}

/** How long an account or a guest can change their mind; one chat identity and a workspace’s own data go at once. */
export const changeMindDays = 7;
const dayMs = 24 * 60 * 60_000;

export interface BegunDeletion {
  /** Of its page, where it can be stopped, and its receipt is read: the same each time; none if nobody asked for it before. */
  pageUrl: string | null;
  erasureId: string;
  ticket: string;
  dueAt: Date;
  isNew: boolean;
}

/**
 * Begins a deletion: sessions end at once, API keys and share links do not work while it is due, plans are set to end with their period, payment pages
 * that the person opened are closed, and nothing new comes to them. One chat identity of an account goes at once, as a workspace’s own data does. Asking again finds the one that is due.
 * @throws Failure not_found, too_late, payments_unavailable, plan_goes_on, payment_under_way; nothing was changed then
 */
export async function beginDeletion(deps: BeginDeps, wish: DeletionWish): Promise<BegunDeletion> {
  const plans = await endPlans(deps, wish.erased);
  const begun = await beginWith(deps, wish, plans).catch(async (error: unknown) => {
    // Another one of theirs may have begun meanwhile.
    const { kind, ...subject } = wish.erased;
    const others = await deps.db.erasure.count({ where: { kind, ...subject, state: { in: ['waiting', 'erased'] } } });
    if (others === 0) await letPlansGoOn(deps, plans);
    throw error;
  });
  // Those opened in between; what is paid there all the same goes back.
  if (wish.erased.kind === 'account')
    await closeCheckouts(deps, { userId: wish.erased.userId }).catch((err: unknown) =>
      deps.log.warn({ err }, 'a payment page could not be closed'),
    );
  deps.log.info({ erasureId: begun.erasureId, kind: wish.erased.kind, isNew: begun.isNew }, 'a deletion is due');
  for (const mailId of begun.mailIds) await sendWritten(deps, mailId);
  if (isAtOnce(wish.erased))
    await deps.queues
      .enqueue('erase-person', { erasureId: begun.erasureId })
      .catch((err: unknown) => deps.log.warn({ err }, 'left to sweep'));
  return begun;
}

async function beginWith(deps: BeginDeps, wish: DeletionWish, plans: string[]) {
  if (wish.erased.kind === 'workspace') await closeTeamCheckouts(deps, wish.erased.workspaceId);
  if (wish.erased.kind === 'account') await closeCheckouts(deps, { userId: wish.erased.userId });
  const token = newToken();
  return deps.db.$transaction(async (tx) => begin(tx, deps, wish, { plans, token }));
}

const isAtOnce = ({ kind }: Erased) => kind === 'identity' || kind === 'workspace';

async function begin(
  tx: Prisma.TransactionClient,
  deps: BeginDeps,
  { erased, origin, proof, chat, requestId }: DeletionWish,
  { plans, token }: { plans: string[]; token: string },
): Promise<BegunDeletion & { mailIds: string[] }> {
  const { subject, email } = await lock(tx, erased);
  const request = requestId
    ? await lockOpenRequest(tx, requestId)
    : (await openRequest({ db: tx }, { subject, kind: 'delete', origin, proof })).request;
  const before = await tx.erasure.findFirst({ where: { ...subject, state: { in: ['waiting', 'erased'] } } });
  if (before) {
    const known = before.told === null ? undefined : openTold(deps, before.told).token;
    const pageUrl = known === undefined ? null : pageOf(deps, known);
    return { ...said(before, request.ticket), pageUrl, isNew: false, mailIds: [] };
  }
  const pageUrl = pageOf(deps, token);
  const now = await databaseNow({ db: tx });
  const dueAt = isAtOnce(erased) ? now : new Date(now.getTime() + changeMindDays * dayMs);
  const told = sealTold(deps, { email, chat, plans, token });
  const row = { kind: erased.kind, ...subject, requestId: request.id, dueAt, stopTokenHash: hashToken(token), told };
  const erasure = await tx.erasure.create({ data: row });
  if (erased.kind === 'account') {
    await tx.user.update({ where: { id: erased.userId }, data: { deletionDueAt: dueAt } });
    await tx.session.deleteMany({ where: { userId: erased.userId } });
  }
  if (erased.kind === 'guest')
    await tx.identity.update({ where: { id: erased.identityId }, data: { deletionDueAt: dueAt } });
  const mailIds =
    erased.kind === 'account' ? await tellTeams(tx, deps, 'team-payer-leaves', { userId: erased.userId }) : [];
  if (email !== null && erased.kind === 'account')
    mailIds.push(
      await writeMail(tx, deps, 'deletion-due', {
        ...{ to: email, ticket: request.ticket, dueAt: dueAt.toISOString() },
        stopUrl: pageUrl,
      }),
    );
  return { ...said(erasure, request.ticket), pageUrl, isNew: true, mailIds };
}

/** Where it can be stopped, and its receipt is read. */
export const pageOf = ({ config }: Pick<Deps, 'config'>, token: string) => `${config.publicUrl}/deletion#${token}`;

const said = ({ id, dueAt }: Erasure, ticket: string) => ({ erasureId: id, dueAt, ticket });

/** Locks whom it is about, so that two wishes at once are one. @throws Failure not_found */
async function lock(tx: Prisma.TransactionClient, erased: Erased) {
  if (erased.kind === 'account') {
    await sqlFinds(tx)`SELECT 1 FROM users WHERE id = ${erased.userId}::uuid FOR NO KEY UPDATE`;
    const user = await tx.user.findUnique({ where: { id: erased.userId } });
    if (!user) throw notFound('There is no such account');
    return { subject: { userId: user.id }, email: user.email };
  }
  if (erased.kind === 'workspace') {
    await lockWorkspace(tx, erased.workspaceId);
    return { subject: { workspaceId: erased.workspaceId }, email: null };
  }
  await sqlFinds(tx)`SELECT 1 FROM identities WHERE id = ${erased.identityId}::uuid FOR NO KEY UPDATE`;
  const identity = await tx.identity.findUnique({ where: { id: erased.identityId }, include: { user: true } });
  if (!identity || (erased.kind === 'guest') !== (identity.user === null)) throw notFound('There is no such identity');
  return { subject: { identityId: identity.id }, email: identity.user?.email ?? null };
}

/** Returns those that would have gone on. @throws Failure payments_unavailable */
async function endPlans(deps: BeginDeps, erased: Erased): Promise<string[]> {
  if (erased.kind !== 'account') return [];
  const { userId } = erased;
  const findGoing = () => deps.db.subscription.findMany({ where: { userId, endedAt: null, cancelAtPeriodEnd: false } });
  const ended: string[] = [];
  try {
    // One that they canceled at Stripe a moment ago does not go on because a deletion is stopped.
    for (const { stripeId } of await findGoing()) await syncSubscription(deps, stripeId);
    const going = await findGoing();
    for (const { stripeId } of going) {
      // Also one whose answer was lost.
      ended.push(stripeId);
      await deps.payments.endPlanLater(stripeId, true);
    }
  } catch (error) {
    await letPlansGoOn(deps, ended);
    throw paymentsFailure(error);
  }
  return ended;
}

async function letPlansGoOn({ payments, log }: Pick<Deps, 'payments' | 'log'>, plans: readonly string[]) {
  for (const stripeId of plans)
    await payments
      .endPlanLater(stripeId, false)
      .catch((err: unknown) => log.error({ err }, 'a plan ends though nothing is deleted'));
}
