import type { Prisma } from '../../prisma/generated/client.ts';
import { isPlanKey, planName } from '../billing/plans.ts';
import { isPlace, type Place } from '../chat/place-hash.ts';
import type { Deps } from '../deps.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { openName } from './names.ts';
import { teamPath } from './team-of-wallet.ts';
import { walletOf } from './words.ts';

export type EndDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;

/**
 * A team's chat no longer has UPixel. A person who pays for its plan is told that it goes on, and how to end it: in one transaction, or a
 * half-recorded removal would notify nobody. False if it was known, or an install came after `until`.
 */
export async function endWorkspace(deps: EndDeps, removed: Place, until?: Date): Promise<boolean> {
  const which = await isPlace(deps, removed);
  const mailIds = await deps.db.$transaction(async (tx) => {
    const [ended] = await tx.workspace.updateManyAndReturn({
      where: { ...which, uninstalledAt: null, ...(until === undefined ? {} : { installedAt: { lte: until } }) },
      // Discord workspaces have no token.
      data: { uninstalledAt: new Date(), botToken: null },
      select: { id: true },
    });
    if (ended) deps.log.info({ workspaceId: ended.id, platform: removed.platform }, 'a workspace removed us');
    return ended && writeMails(tx, deps, which);
  });
  for (const mailId of mailIds ?? []) await sendWritten(deps, mailId);
  return mailIds !== undefined;
}

async function writeMails(
  tx: Prisma.TransactionClient,
  deps: EndDeps,
  where: Prisma.WorkspaceWhereInput,
): Promise<string[]> {
  const team = await tx.workspace.findFirst({
    where,
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
