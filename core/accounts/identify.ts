import { type PlanKey, plans } from '../billing/plans.ts';
import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { trialCredits } from '../generations/limits.ts';

export interface Guest {
  identityId: string;
  walletId: string;
  /** The account it is linked to; null for a guest. */
  userId: string | null;
  /** By the operator: as a guest, or with the account. */
  blocked: boolean;
  /** Credits that can be spent, at the moment of asking. */
  balance: number;
  /** What their wallet is on; a guest's is always Free. */
  plan: PlanKey;
}

export interface ChatUser {
  platform: 'discord' | 'slack';
  /** The person's own Slack team; empty on Discord. */
  teamId: string;
  userId: string;
}

/** Who asks, of where they ask. */
export const askerOf = ({ platform, teamId, homeTeamId, userId }: Spot): ChatUser => ({
  platform,
  teamId: homeTeamId ?? teamId,
  userId,
});

/**
 * Who is this? The first time, they get a wallet and the trial credits; who is linked gets the month's free credits. One
 * statement, however often it is asked.
 */
export async function identify(deps: Pick<Deps, 'db'>, user: ChatUser): Promise<Guest> {
  const [found] = await deps.db.$queryRaw<Guest[]>`
    SELECT identity_id AS "identityId", wallet_id AS "walletId", user_id AS "userId", blocked, balance, plan
    FROM identify(${user.platform}::"Platform", ${user.teamId}, ${user.userId}, ${trialCredits}::int, ${plans.free.monthlyCredits}::int)`;
  if (!found) throw new Error('identify() answered nothing');
  return found;
}
