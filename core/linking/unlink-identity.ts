import { findRunningPlan } from '../billing/running-plan.ts';
import type { Deps } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';

/**
 * Makes a linked identity a guest again: images and credits stay with the account, which is told by e-mail.
 * Returns the identity as it was; undefined where it was not linked to that account.
 */
export async function unlinkIdentity(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>,
  { identityId, userId }: { identityId: string; userId: string },
) {
  const was = await deps.db.identity.findFirst({ where: { id: identityId, userId }, include: { user: true } });
  const [row] = await deps.db.$queryRaw<Array<{ unlinked: boolean }>>`
    SELECT unlink_identity(${identityId}::uuid, ${userId}::uuid) AS unlinked`;
  if (!row?.unlinked || !was?.user) return undefined;
  deps.log.info({ identityId, userId }, 'unlinked');
  await sendMail(deps, 'unlinked', {
    to: was.user.email,
    identity: { platform: was.platform, name: was.name, placeName: was.placeName },
    at: new Date().toISOString(),
    connectionsUrl: `${deps.config.publicUrl}/connections`,
    plan: await findRunningPlan(deps, { userId }),
  });
  return { platform: was.platform, name: was.name };
}
