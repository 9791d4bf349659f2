import { remembered } from '../../remembered.ts';
import type { Standing } from '../../teams/team-here.ts';
import type { WithClient } from './clients.ts';
import { slackError } from './errors.ts';
import { noAnswer } from './user-groups.ts';

export interface SlackMembers {
  /**
   * What somebody is in the workspace that installed us, as Slack says it: in a shared channel they may be anybody.
   * @throws Failure groups_unknown, where Slack does not answer
   */
  standingOf(teamId: string, userId: string): Promise<Standing>;
}

/** Somebody who becomes a guest, or leaves, spends no longer than that. */
const keepMs = 60_000;
const mostPeople = 10_000;

/** The parts of Slack's user object (https://docs.slack.dev/reference/objects/user-object) that tell whose somebody is. */
export interface SlackPerson {
  team_id?: string;
  deleted?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  enterprise_user?: { teams?: string[] };
}

/** Within an Enterprise organization people belong to several workspaces, which `enterprise_user` names. */
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
      // Whom Slack does not want to tell of is nobody of ours.
      if (slackError(error) !== undefined) return 'outsider';
      throw noAnswer();
    }
  }
  const known = remembered(read, { keepMs, most: mostPeople, now: deps.now });
  return { standingOf: (teamId, userId) => known(`${teamId}/${userId}`) };
}
