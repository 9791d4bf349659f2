import type { Deps } from '../deps.ts';
import { openName } from './names.ts';

export interface WalletTeam {
  workspaceId: string;
  /** May be empty. */
  name: string;
}

/** The team that a wallet belongs to; undefined if it is a person's own. */
export async function teamOfWallet(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  walletId: string,
): Promise<WalletTeam | undefined> {
  const team = await deps.db.workspace.findUnique({
    where: { walletId },
    select: { id: true, name: true, nameSealed: true },
  });
  return team ? { workspaceId: team.id, name: await openName(deps, team) } : undefined;
}

/** The page of a wallet, which shows its plan, payments and credits. */
export const billingPath = (team: WalletTeam | undefined) => (team ? teamPath(team.workspaceId) : '/billing');
export const creditsPath = (team: WalletTeam | undefined) => (team ? teamPath(team.workspaceId) : '/credits');
export const teamPath = (workspaceId: string) => `/team/${workspaceId}`;
