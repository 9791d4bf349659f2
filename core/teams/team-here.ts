/** A Discord role or Slack user group. */
export interface Group {
  id: string;
  name: string;
}

/** A guest was invited into the team by itself; an outsider is of another company, in a channel that both share. */
export type Standing = 'member' | 'guest' | 'outsider';

/** The Discord server or Slack team that a request came from, and what its chat tells of whoever asks. */
export interface TeamHere {
  platform: 'discord' | 'slack';
  externalId: string;
  /** As the chat shows the asker here; empty where it does not come with the request. */
  memberName: string;
  /** The groups they are in, where they come with the request. */
  myGroups?: readonly string[];
  /** Which of these groups they are in: asked of the chat, where it has to be. */
  whichOf(groupIds: readonly string[]): Promise<string[]>;
  /** What they are here, asked of the chat; absent where everybody who can ask is a member. @throws Failure groups_unknown */
  standing?(): Promise<Standing>;
  /** Whether they manage it, by the chat's own rights. */
  isManager(): Promise<boolean>;
  /** All that could be named as those who may use its wallet, everybody apart. */
  allGroups(): Promise<Group[]>;
}

/** Who is to pay: the team's wallet, the asker's own, or (neither said) the team's where it can. */
export const payChoices = ['team', 'me'] as const;
export type PayChoice = (typeof payChoices)[number];

/** Why a team's wallet does not pay for somebody. */
export type TeamRefusal = 'no_team' | 'not_allowed' | 'too_few_credits' | 'cap_reached';
