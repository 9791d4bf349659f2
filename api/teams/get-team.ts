import { owedWords } from '#core/billing/owed-words.ts';
import { planName } from '#core/billing/plans.ts';
import { readBilling } from '#core/billing/read-billing.ts';
import { readAccount } from '#core/credits/read-account.ts';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { findTeamFor, type TeamForUser } from '#core/teams/find-team-for.ts';
import { readTeam } from '#core/teams/read-team.ts';
import { readUsage } from '#core/teams/usage.ts';
import { presentPayment, presentSubscription } from '../billing/present-billing.ts';
import { presentLot } from '../home/present-lot.ts';
import type { ApiHandler } from '../json/handler.ts';

export const getTeam: ApiHandler<'getTeam'> = async ({ deps, who }, { params }) => {
  const team = await teamFor(deps, { workspaceId: params.id, userId: who.user.userId });
  const { id, name, platform, walletId, isManager } = team;
  const [billing, wallet] = await Promise.all([
    readBilling(deps, { walletId, userId: who.user.userId }),
    isManager ? readWallet(deps, team) : null,
  ]);
  return {
    ...{ id, name, platform, wallet },
    plan: planName(billing.plan),
    subscription: presentSubscription(billing.subscription),
    owed: owedWords(billing.owed) ?? null,
    payments: billing.payments.map(presentPayment),
    hasPortal: billing.hasCustomer,
  };
};

/** @throws Failure not_found, chat_silent */
export async function teamFor(deps: Deps, wanted: { workspaceId: string; userId: string }): Promise<TeamForUser> {
  const team = await findTeamFor(deps, wanted);
  if (!team) throw notFound('There is no such team');
  return team;
}

async function readWallet(deps: Deps, { id: workspaceId, walletId }: TeamForUser) {
  const [account, { access, guestsMaySpend, memberCap }, usage] = await Promise.all([
    readAccount(deps, { userId: null, walletId }),
    readTeam(deps, workspaceId),
    readUsage(deps, { workspaceId, walletId }),
  ]);
  return {
    balance: account?.balance ?? 0,
    onHold: account?.onHold ?? 0,
    lots: account?.lots.map(presentLot) ?? [],
    access,
    guestsMaySpend,
    memberCap,
    ...usage,
    members: usage.members.map(({ identityId, ...member }) => ({ id: identityId, ...member })),
  };
}
