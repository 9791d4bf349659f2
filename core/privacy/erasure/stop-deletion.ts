import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { hashToken } from '../../linking/link-identity.ts';
import { endRequest } from '../requests/end-request.ts';
import { openTold } from './told.ts';

/** No row has it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Whoever may stop it: the holder of the mailed link, the account, or the guest. */
export type StoppedBy = { token: string } | { userId: string } | { identityId: string };

/**
 * Everything is as it was before the wish, but for the sessions. `plansGoOn`: false if Stripe could not be told, so that the person does it on the
 * billing page. @throws Failure no_deletion
 */
export async function stopDeletion(
  deps: Pick<Deps, 'db' | 'seal' | 'payments' | 'log'>,
  by: StoppedBy,
): Promise<{ plansGoOn: boolean }> {
  const told = await deps.db.$transaction((tx) => stop(tx, by));
  const plans = told ? openTold(deps, told).plans : [];
  try {
    for (const stripeId of plans) await deps.payments.endPlanLater(stripeId, false);
    return { plansGoOn: true };
  } catch (err) {
    deps.log.error({ err }, 'a plan that was to end with a deletion could not be let go on');
    return { plansGoOn: false };
  }
}

async function stop(tx: Prisma.TransactionClient, by: StoppedBy): Promise<Uint8Array | null> {
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
  return waiting.told;
}

const noDeletion = () =>
  new Failure('no_deletion', {
    title: 'There is nothing to stop',
    happened: 'No deletion is due: it was stopped before, or it is carried out already. Nothing was changed.',
    next: 'Sign in to see that your account is there; if you cannot, it is deleted.',
  });
