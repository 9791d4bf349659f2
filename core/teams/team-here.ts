import { z } from 'zod';
import type { Platform } from '../chat/platforms.ts';

/** A Discord role or Slack user group. */
export interface Group {
  id: string;
  name: string;
}

/** A guest was invited by the team itself; an outsider belongs to another company, in a channel that both share. */
export type Standing = 'member' | 'guest' | 'outsider';

/** The Discord server or Slack team that a request came from, and what its chat says about the requester. */
export interface TeamHere {
  platform: Platform;
  externalId: string;
  /** The requester's name in this chat; empty if it does not come with the request. */
  memberName: string;
  /** The groups they are in, if they come with the request. */
  myGroups?: readonly string[];
  /** Which of these groups they are in; asks the chat if necessary. */
  whichOf(groupIds: readonly string[]): Promise<string[]>;
  /** Their standing here, as the chat answers; absent if everybody who can ask is a member. @throws Failure groups_unknown */
  standing?(): Promise<Standing>;
  /** Whether they manage it, by the chat's own permissions. */
  isManager(): Promise<boolean>;
  /** All groups that could be given access to its wallet, except everybody. */
  allGroups(): Promise<Group[]>;
}

/** Who should pay: the team's wallet, the requester's own, or (if not given) the team's if it can. */
export const payChoices = ['team', 'me'] as const;
export type PayChoice = (typeof payChoices)[number];

/** Why a team's wallet does not pay for somebody. */
export const teamRefusal = z.enum(['no_team', 'not_allowed', 'too_few_credits', 'cap_reached']);
export type TeamRefusal = z.infer<typeof teamRefusal>;

/** Those that a card explains if the requester paid instead; a generation's row keeps it. */
export const teamDeclined = teamRefusal.extract(['too_few_credits', 'cap_reached']);
export type TeamDeclined = z.infer<typeof teamDeclined>;
