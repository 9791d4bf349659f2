import { owedWords } from '#core/billing/owed-words.ts';
import { planName } from '#core/billing/plans.ts';
import { readBilling } from '#core/billing/read-billing.ts';
import { readAccount } from '#core/credits/read-account.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamForUser } from '#core/teams/find-team-for.ts';
import { readTeam } from '#core/teams/read-team.ts';
import { readUsage, spentByAccount, type TeamUsage } from '#core/teams/usage.ts';
import { presentPayment, presentSubscription } from '../billing/present-billing.ts';
import { presentLot } from '../home/present-lot.ts';
import type { ApiHandler } from '../json/handler.ts';
import { teamFor } from './team-for.ts';

export const getTeam: ApiHandler<'getTeam'> = async ({ deps, who }, { params }) => {
  const team = await teamFor(deps, { workspaceId: params.id, userId: who.user.userId });
  const { id, name, platform, walletId, isManager, isMember, pays } = team;
  const { userId } = who.user;
  const [billing, wallet, use] = await Promise.all([
    readBilling(deps, { walletId, userId }),
    isManager ? readWallet(deps, team) : null,
    isMember && !isManager ? readUse(deps, { workspaceId: id, walletId, userId }) : null,
  ]);
  const about = { ...{ id, name, platform, wallet, use }, plan: planName(billing.plan) };
  // What is paid with whose card is not for everybody who uses it.
  if (!isManager && !pays) return { ...about, subscription: null, owed: null, payments: [], hasPortal: false };
  return {
    ...about,
    subscription: presentSubscription(billing.subscription),
    owed: owedWords(billing.owed) ?? null,
    payments: billing.payments.map(presentPayment),
    hasPortal: billing.hasCustomer,
  };
};

/** What a member reads in chat, too. */
async function readUse(
  deps: Deps,
  { workspaceId, walletId, userId }: { workspaceId: string; walletId: string; userId: string },
) {
  const [{ balance, access, guestsMaySpend, memberCap }, spent] = await Promise.all([
    readTeam(deps, workspaceId),
    spentByAccount(deps, { walletId, userId }),
  ]);
  return { balance, access, guestsMaySpend, memberCap, spent };
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
    ...presentUsage(usage),
  };
}

export const presentUsage = (usage: TeamUsage) => ({
  ...usage,
  members: usage.members.map(({ identityId, ...member }) => ({ id: identityId, ...member })),
});
