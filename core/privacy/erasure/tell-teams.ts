import type { Prisma } from '../../../prisma/generated/client.ts';
import { isPlanKey, planName } from '../../billing/plans.ts';
import type { Deps } from '../../deps.ts';
import { writeMail } from '../../mail/send-mail.ts';
import { openName } from '../../teams/names.ts';
import { teamPath } from '../../teams/team-of-wallet.ts';
import { walletOf } from '../../teams/words.ts';

/**
 * Whoever manages a team whose plan one of these is, is told that it ends because the account that pays is leaving, or goes on after all. Returns the
 * mails, which are sent after the transaction.
 */
export async function tellTeams(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'seal' | 'keys' | 'log' | 'config'>,
  kind: 'team-payer-leaves' | 'team-payer-stays',
  plans: { userId: string; stripeIds?: readonly string[] },
): Promise<string[]> {
  const { userId, stripeIds } = plans;
  const paid = await tx.subscription.findMany({
    where: {
      userId,
      endedAt: null,
      wallet: { workspace: { isNot: null } },
      ...(stripeIds ? { stripeId: { in: [...stripeIds] } } : {}),
    },
    include: { wallet: { include: { workspace: true } } },
  });
  const ids: string[] = [];
  for (const { plan, currentPeriodEnd, wallet } of paid) {
    const team = wallet.workspace;
    if (!team || !isPlanKey(plan)) continue;
    for (const to of await managersOf(tx, team.id, userId))
      ids.push(
        await writeMail(tx, deps, kind, {
          ...{
            to,
            team: walletOf(await openName(deps, team)),
            plan: planName(plan),
            periodEnd: currentPeriodEnd.toISOString(),
          },
          billingUrl: `${deps.config.publicUrl}${teamPath(team.id)}`,
        }),
      );
  }
  return ids;
}

/** The addresses of those whom the chat last named as managers, and who have an account. */
async function managersOf(tx: Prisma.TransactionClient, workspaceId: string, but: string): Promise<string[]> {
  const members = await tx.teamMember.findMany({
    where: { workspaceId, managedAt: { not: null }, identity: { userId: { not: but } } },
    include: { identity: { include: { user: true } } },
  });
  return [...new Set(members.flatMap(({ identity }) => identity.user?.email ?? []))];
}
