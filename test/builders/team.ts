import { randomUUID } from 'node:crypto';
import type { Guest } from '#core/accounts/identify.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { withKeys } from '../keys.ts';
import { buildGuest } from './guest.ts';

type WithDb = Pick<Deps, 'db'> & Partial<Pick<Deps, 'keys' | 'log'>>;

export interface TestTeam {
  workspaceId: string;
  walletId: string;
  /** The person who manages it. */
  manager: Guest;
  /** The team as a request from its server describes it. */
  here(over?: Partial<TeamHere>): TeamHere;
}

/** A Discord server with a wallet. */
export async function buildTeam(
  { db, keys, log }: WithDb,
  { credits = 0, name = 'Sprite Forge', externalId = randomUUID() as string } = {},
): Promise<TestTeam> {
  const deps = keys && log ? { db, keys, log } : withKeys({ db });
  await db.workspace.create({ data: { platform: 'discord', externalId, name } });
  const manager = await buildGuest(deps);
  const here = (over: Partial<TeamHere> = {}): TeamHere => ({
    platform: 'discord',
    externalId,
    memberName: 'Ada',
    myGroups: [],
    whichOf: async () => [],
    isManager: async () => false,
    allGroups: async () => [],
    ...over,
  });
  const team = await visitTeam(deps, { team: here({ isManager: async () => true }), who: manager });
  const { walletId } = team;
  if (credits > 0) await grantCredits({ db }, { walletId, origin: 'purchase', amount: credits, key: randomUUID() });
  return { ...team, manager, here };
}
