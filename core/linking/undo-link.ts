import { endProgramsOf } from '../api-keys/end-programs.ts';
import { findRunningPlan } from '../billing/running-plan.ts';
import type { Platform } from '../chat/platforms.ts';
import { databaseNow } from '../database/now.ts';
import { Failure } from '../failure.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { hashToken } from './link-identity.ts';
import { endAndWrite, sayUnlinked, type UnlinkDeps } from './unlink-identity.ts';

/**
 * "This wasn't me", pressed in the e-mail about a linking: unlinks the identity, signs the account out everywhere, whoever has the
 * cookie, and ends its API keys and webhooks, in one transaction: what fails does not use up the link. Works once.
 * @throws Failure deletion_under_way, bad_link, already_unlinked
 */
export async function undoLink(deps: UnlinkDeps, token: string): Promise<{ platform: Platform; name: string }> {
  const undo = await deps.db.linkUndo.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!undo) throw badLink();
  const { id, userId, identityId } = undo;
  await refuseLeaving(deps, userId);
  const plan = await findRunningPlan(deps, { userId });
  const ended = await deps.db.$transaction(async (tx) => {
    const now = await databaseNow({ db: tx });
    const { count } = await tx.linkUndo.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw badLink();
    await tx.session.deleteMany({ where: { userId } });
    await endProgramsOf(tx, userId);
    return endAndWrite(tx, deps, { identityId, userId }, plan);
  });
  if (!ended) throw alreadyUndone();
  return sayUnlinked(deps, { identityId, userId }, ended);
}

const badLink = () =>
  new Failure('bad_link', {
    title: 'That link is no longer good',
    happened: 'It was used already, or is older than seven days. Nothing was changed.',
    next: 'Sign in and look under Connections: there you can unlink it too.',
  });

const alreadyUndone = () =>
  new Failure('already_unlinked', {
    title: 'It is unlinked already',
    happened: 'That identity is not linked to your account any more. You were signed out everywhere, to be safe.',
    next: 'Choose a new password with “Forgot password” if you think that somebody else was in your account.',
  });
