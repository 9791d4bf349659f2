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
 * statement, however often it is asked. Whoever only signs in (`signsIn`), from a Slack workspace that never installed us, gets no trial:
 * anybody can make workspaces.
 */
export async function identify(
  deps: Pick<Deps, 'db'>,
  user: ChatUser,
  { signsIn = false }: { signsIn?: boolean } = {},
): Promise<Guest> {
  const { platform, teamId, userId } = user;
  const [found] = await deps.db.$queryRaw<Guest[]>`
    SELECT identity_id AS "identityId", wallet_id AS "walletId", user_id AS "userId", blocked, balance, plan
    FROM identify(${platform}::"Platform", ${teamId}, ${userId},
      CASE WHEN ${signsIn} AND NOT brings_free_credits(${platform}::"Platform", ${teamId}) THEN 0 ELSE ${trialCredits}::int END,
      ${plans.free.monthlyCredits}::int)`;
  if (!found) throw new Error('identify() answered nothing');
  return found;
}
