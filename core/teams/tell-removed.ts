import { isPlanKey, planName } from '../billing/plans.ts';
import type { Deps } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';
import { teamPath } from './team-of-wallet.ts';
import { walletOf } from './words.ts';

export type TellDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;

/** A team's chat no longer has UPixel: whoever pays for a plan of it hears that it goes on, and how to end it. */
export async function tellRemoved(
  deps: TellDeps,
  removed: { platform: 'discord' | 'slack'; externalId: string },
): Promise<void> {
  const team = await deps.db.workspace.findUnique({
    where: { platform_externalId: removed },
    select: {
      id: true,
      name: true,
      wallet: { select: { subscriptions: { where: { endedAt: null }, include: { user: true } } } },
    },
  });
  for (const { plan, user, currentPeriodEnd, cancelAtPeriodEnd } of team?.wallet?.subscriptions ?? []) {
    if (!team || !user || !isPlanKey(plan)) continue;
    await sendMail(deps, 'team-removed', {
      to: user.email,
      team: walletOf(team.name),
      plan: planName(plan),
      periodEnd: currentPeriodEnd.toISOString(),
      cancels: cancelAtPeriodEnd,
      billingUrl: `${deps.config.publicUrl}${teamPath(team.id)}`,
    });
  }
}
