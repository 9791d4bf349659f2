import { remembered } from '../../remembered.ts';
import type { Standing } from '../../teams/team-here.ts';
import type { WithClient } from './clients.ts';
import { slackError } from './errors.ts';
import { noAnswer } from './user-groups.ts';

export interface SlackMembers {
  /**
   * A person's standing in the workspace that installed us, according to Slack: in a shared channel they may be anybody.
   * @throws Failure groups_unknown, if Slack does not answer
   */
  standingOf(teamId: string, userId: string): Promise<Standing>;
  /** The same, asked anew: for what somebody who has left must not see. */
  standingNow(teamId: string, userId: string): Promise<Standing>;
}

/** A person who becomes a guest, or leaves, can go on spending for at most this long. */
const keepMs = 60_000;
const mostPeople = 10_000;

/** The parts of Slack's user object (https://docs.slack.dev/reference/objects/user-object) that say which team somebody belongs to. */
export interface SlackPerson {
  team_id?: string;
  deleted?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  enterprise_user?: { teams?: string[] };
}

/** In an Enterprise organization people belong to several workspaces, listed in `enterprise_user`. */
export function isOfTeam(person: SlackPerson, teamId: string): boolean {
  return person.team_id === teamId || person.enterprise_user?.teams?.includes(teamId) === true;
}

export function standingIn(teamId: string, person: SlackPerson | undefined): Standing {
  if (!person || person.deleted || person.is_stranger || !isOfTeam(person, teamId)) return 'outsider';
  return person.is_restricted || person.is_ultra_restricted ? 'guest' : 'member';
}

export function createSlackMembers(deps: { withClient: WithClient; now?: (() => number) | undefined }): SlackMembers {
  async function read(key: string): Promise<Standing> {
    const [teamId = '', user = ''] = key.split('/');
    try {
      const answer = await deps.withClient(teamId, (client) => client.users.info({ user }));
      return standingIn(teamId, answer?.user);
    } catch (error) {
      // A person whom Slack does not show us does not belong to the team.
      if (slackError(error) !== undefined) return 'outsider';
      throw noAnswer();
    }
  }
  const known = remembered(read, { keepMs, most: mostPeople, now: deps.now });
  return {
    standingOf: (teamId, userId) => known(`${teamId}/${userId}`),
    standingNow(teamId, userId) {
      known.forget(`${teamId}/${userId}`);
      return known(`${teamId}/${userId}`);
    },
  };
}
