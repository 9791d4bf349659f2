import { randomUUID } from 'node:crypto';
import { type Guest, identify } from '../accounts/identify.ts';
import { buildDiscordId } from '../accounts/testing.ts';
import { grantCredits } from '../credits/grant.ts';
import type { Deps } from '../deps.ts';
import type { TeamHere } from './team-here.ts';
import { visitTeam } from './visit-team.ts';

type WithDb = Pick<Deps, 'db'>;

export interface TestTeam {
  workspaceId: string;
  walletId: string;
  /** Manages it. */
  manager: Guest;
  /** The team as somebody's request has it. */
  here(over?: Partial<TeamHere>): TeamHere;
}

export const newGuest = ({ db }: WithDb): Promise<Guest> =>
  identify({ db }, { platform: 'discord', teamId: '', userId: buildDiscordId() });

/** A Discord server with a wallet. */
export async function buildTeam(
  { db }: WithDb,
  { credits = 0, name = 'Sprite Forge', externalId = randomUUID() as string } = {},
): Promise<TestTeam> {
  await db.workspace.create({ data: { platform: 'discord', externalId, name } });
  const manager = await newGuest({ db });
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
  const team = await visitTeam({ db }, { team: here({ isManager: async () => true }), who: manager });
  const { walletId } = team;
  if (credits > 0) await grantCredits({ db }, { walletId, origin: 'purchase', amount: credits, key: randomUUID() });
  return { ...team, manager, here };
}
