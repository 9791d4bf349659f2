import type { Prisma } from '../../prisma/generated/client.ts';
import { findRunningPlan } from '../billing/running-plan.ts';
import type { Deps } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';

type UnlinkDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;
interface Linked {
  identityId: string;
  userId: string;
}

/**
 * Makes a linked identity a guest again: images and credits stay with the account, which is told by e-mail.
 * Returns the identity as it was; undefined where it was not linked to that account.
 */
export async function unlinkIdentity(deps: UnlinkDeps, linked: Linked) {
  const was = await endLink(deps.db, linked);
  if (!was) return undefined;
  await tellUnlinked(deps, linked, was);
  return { platform: was.platform, name: was.name };
}

/** Only the unlinking, for a transaction after which whoever began it tells the owner. */
export async function endLink(db: Prisma.TransactionClient, { identityId, userId }: Linked) {
  const was = await db.identity.findFirst({ where: { id: identityId, userId } });
  const [row] = await db.$queryRaw<Array<{ unlinked: boolean }>>`
    SELECT unlink_identity(${identityId}::uuid, ${userId}::uuid) AS unlinked`;
  return row?.unlinked && was ? was : undefined;
}

/** Tells the account, at the address that it has now. */
export async function tellUnlinked(
  deps: UnlinkDeps,
  { identityId, userId }: Linked,
  { platform, name, placeName }: NonNullable<Awaited<ReturnType<typeof endLink>>>,
): Promise<void> {
  deps.log.info({ identityId, userId }, 'unlinked');
  const user = await deps.db.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (!user) return;
  await sendMail(deps, 'unlinked', {
    to: user.email,
    identity: { platform, name, placeName },
    at: new Date().toISOString(),
    connectionsUrl: `${deps.config.publicUrl}/connections`,
    plan: await findRunningPlan(deps, { userId }),
  });
}
