import { endProgramsOf } from '../api-keys/end-programs.ts';
import type { Platform } from '../chat/platforms.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { hashToken } from './link-identity.ts';
import { unlinkIdentity } from './unlink-identity.ts';

/**
 * "This wasn't me", pressed in the e-mail about a linking: unlinks the identity, signs the account out everywhere, whoever has the
 * cookie, and ends its API keys and webhooks. Works once. @throws Failure deletion_under_way, bad_link
 */
export async function undoLink(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>,
  token: string,
): Promise<{ platform: Platform; name: string }> {
  const now = await databaseNow(deps);
  const undo = await deps.db.linkUndo.findUnique({ where: { tokenHash: hashToken(token) } });
  // It is not used up by that.
  if (undo) await refuseLeaving(deps, undo.userId);
  const { count } = undo
    ? await deps.db.linkUndo.updateMany({
        where: { id: undo.id, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      })
    : { count: 0 };
  if (!undo || count === 0) throw badLink();
  await deps.db.session.deleteMany({ where: { userId: undo.userId } });
  await endProgramsOf(deps.db, undo.userId);
  const was = await unlinkIdentity(deps, { identityId: undo.identityId, userId: undo.userId });
  if (!was) throw alreadyUndone();
  return was;
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
