import type { Prisma } from '../../prisma/generated/client.ts';
import { isPlanKey, planName } from '../billing/plans.ts';
import type { Platform } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { openName } from './names.ts';
import { teamPath } from './team-of-wallet.ts';
import { walletOf } from './words.ts';

export type EndDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;

interface Removed {
  platform: Platform;
  externalId: string;
}

/**
 * A team's chat no longer has UPixel. A person who pays for its plan is told that it goes on, and how to end it: in one transaction, or a
 * half-recorded removal would notify nobody. False if it was known, or an install came after `until`.
 */
export async function endWorkspace(deps: EndDeps, removed: Removed, until?: Date): Promise<boolean> {
  const mailIds = await deps.db.$transaction(async (tx) => {
    const { count } = await tx.workspace.updateMany({
      where: { ...removed, uninstalledAt: null, ...(until === undefined ? {} : { installedAt: { lte: until } }) },
      // Discord workspaces have no token.
      data: { uninstalledAt: new Date(), botToken: null },
    });
    return count > 0 ? writeMails(tx, deps, removed) : undefined;
  });
  for (const mailId of mailIds ?? []) await sendWritten(deps, mailId);
  return mailIds !== undefined;
}

async function writeMails(tx: Prisma.TransactionClient, deps: EndDeps, removed: Removed): Promise<string[]> {
  const team = await tx.workspace.findUnique({
    where: { platform_externalId: removed },
    select: {
      id: true,
      name: true,
      nameSealed: true,
      wallet: { select: { subscriptions: { where: { endedAt: null }, include: { user: true } } } },
    },
  });
  const ids: string[] = [];
  const name = team ? await openName(deps, team) : '';
  for (const { plan, user, currentPeriodEnd, cancelAtPeriodEnd } of team?.wallet?.subscriptions ?? []) {
    if (!team || !user || !isPlanKey(plan)) continue;
    const mail = {
      to: user.email,
      team: walletOf(name),
      plan: planName(plan),
      periodEnd: currentPeriodEnd.toISOString(),
      cancels: cancelAtPeriodEnd,
      billingUrl: `${deps.config.publicUrl}${teamPath(team.id)}`,
    };
    ids.push(await writeMail(tx, deps, 'team-removed', mail));
  }
  return ids;
}
