import type { Prisma } from '../../../prisma/generated/client.ts';
import { syncSubscription } from '../../billing/sync/sync-subscription.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { hashToken } from '../../linking/link-identity.ts';
import { sendWritten } from '../../mail/send-mail.ts';
import { endRequest } from '../requests/end-request.ts';
import { tellTeams } from './tell-teams.ts';
import { openTold } from './told.ts';

type StopDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'payments' | 'queues' | 'log' | 'metrics' | 'config'>;

/** No row has it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Whoever may stop it: the holder of the mailed link, the account, or the guest. */
export type StoppedBy = { token: string } | { userId: string } | { identityId: string };

/**
 * Everything is as it was before the wish, but for the sessions. `plansGoOn`: false if Stripe could not be told, so that the person does it on the
 * billing page, or if the period of one was over meanwhile. @throws Failure no_deletion
 */
export async function stopDeletion(deps: StopDeps, by: StoppedBy): Promise<{ plansGoOn: boolean }> {
  const { told, userId } = await deps.db.$transaction((tx) => stop(tx, by));
  const stripeIds = told ? openTold(deps, told).plans : [];
  try {
    for (const stripeId of stripeIds) {
      await deps.payments.endPlanLater(stripeId, false);
      await syncSubscription(deps, stripeId);
    }
    const over = await deps.db.subscription.count({ where: { stripeId: { in: stripeIds }, endedAt: { not: null } } });
    if (over > 0) return { plansGoOn: false };
  } catch (err) {
    deps.log.error({ err }, 'a plan that was to end with a deletion could not be let go on');
    return { plansGoOn: false };
  }
  if (userId) await tellTeamsAgain(deps, { userId, stripeIds });
  return { plansGoOn: true };
}

async function tellTeamsAgain(deps: StopDeps, plans: { userId: string; stripeIds: readonly string[] }): Promise<void> {
  try {
    const mailIds = await deps.db.$transaction((tx) => tellTeams(tx, deps, 'team-payer-stays', plans));
    for (const mailId of mailIds) await sendWritten(deps, mailId);
  } catch (err) {
    deps.log.error({ err }, 'teams were not told that their plan goes on');
  }
}

async function stop(
  tx: Prisma.TransactionClient,
  by: StoppedBy,
): Promise<{ told: Uint8Array | null; userId: string | null }> {
  const which = 'token' in by ? { stopTokenHash: hashToken(by.token) } : by;
  const waiting = await tx.erasure.findFirst({ where: { ...which, state: 'waiting' } });
  const { count } = await tx.erasure.updateMany({
    where: { id: waiting?.id ?? nobody, state: 'waiting' },
    data: { state: 'stopped', endedAt: new Date(), told: null, leaseUntil: null, nextTryAt: null },
  });
  if (!waiting || count === 0) throw noDeletion();
  const { userId, identityId, requestId } = waiting;
  if (userId) await tx.user.updateMany({ where: { id: userId }, data: { deletionDueAt: null } });
  if (identityId) await tx.identity.updateMany({ where: { id: identityId }, data: { deletionDueAt: null } });
  if (requestId) await endRequest({ db: tx }, requestId, { state: 'stopped' });
  return { told: waiting.told, userId };
}

const noDeletion = () =>
  new Failure('no_deletion', {
    title: 'There is nothing to stop',
    happened: 'No deletion is due: it was stopped before, or it is carried out already. Nothing was changed.',
    next: 'Sign in to see that your account is there; if you cannot, it is deleted.',
  });
