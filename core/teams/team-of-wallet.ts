import type { Deps } from '../deps.ts';

export interface WalletTeam {
  workspaceId: string;
  /** May be empty. */
  name: string;
}

/** The team that a wallet belongs to; undefined if it is a person's own. */
export async function teamOfWallet({ db }: Pick<Deps, 'db'>, walletId: string): Promise<WalletTeam | undefined> {
  const team = await db.workspace.findUnique({ where: { walletId }, select: { id: true, name: true } });
  return team ? { workspaceId: team.id, name: team.name } : undefined;
}

/** The page of a wallet, which shows its plan, payments and credits. */
export const billingPath = (team: WalletTeam | undefined) => (team ? teamPath(team.workspaceId) : '/billing');
export const creditsPath = (team: WalletTeam | undefined) => (team ? teamPath(team.workspaceId) : '/credits');
export const teamPath = (workspaceId: string) => `/team/${workspaceId}`;
