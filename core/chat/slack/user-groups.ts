import { Failure } from '../../failure.ts';
import type { Logger } from '../../log.ts';
import { remembered } from '../../remembered.ts';
import type { Group } from '../../teams/team-here.ts';
import type { WithClient } from './clients.ts';
import { slackError } from './errors.ts';

/**
 * Slack's user groups. None if Slack refuses to list them: the install predates our asking for `usergroups:read`.
 * @throws Failure groups_unknown, if it does not answer at all
 */
export interface SlackUserGroups {
  /** The groups of a team, by their handles. */
  list(teamId: string): Promise<Group[]>;
  /** Which of these groups a person is in. */
  whichOf(teamId: string, userId: string, groupIds: readonly string[]): Promise<string[]>;
}

/** Within this time, further requests need no call to Slack, and a person who left a group can still spend. */
const keepMs = 60_000;
const mostGroups = 5_000;

export function createSlackUserGroups(deps: {
  withClient: WithClient;
  log: Logger;
  now?: (() => number) | undefined;
}): SlackUserGroups {
  async function readMembers(key: string): Promise<Set<string>> {
    const [teamId = '', usergroup = ''] = key.split('/');
    const answer = await deps.withClient(teamId, (client) => client.usergroups.users.list({ usergroup }));
    return new Set(answer?.users ?? []);
  }

  const membersOf = remembered(readMembers, { keepMs, most: mostGroups, now: deps.now });

  async function orNothing<T>(work: () => Promise<T>, nothing: T): Promise<T> {
    try {
      return await work();
    } catch (err) {
      if (slackError(err) === undefined) throw noAnswer();
      deps.log.warn({ err }, 'slack did not tell of its user groups');
      return nothing;
    }
  }

  return {
    list: (teamId) =>
      orNothing(async () => {
        const answer = await deps.withClient(teamId, (client) => client.usergroups.list());
        return (answer?.usergroups ?? []).flatMap(({ id, handle }) => (id && handle ? [{ id, name: handle }] : []));
      }, []),
    async whichOf(teamId, userId, groupIds) {
      const found = await Promise.all(
        groupIds.map((id) => orNothing(async () => (await membersOf(`${teamId}/${id}`)).has(userId), false)),
      );
      return groupIds.filter((_, index) => found[index]);
    },
  };
}

/** Nobody should have to pay themselves because Slack was slow. */
export const noAnswer = () =>
  new Failure('groups_unknown', {
    title: 'Slack does not answer',
    happened: 'I could not find out whether you may use your team’s wallet. Nothing was done and nothing was taken.',
    next: 'Try again in a moment, or choose “me” for pay.',
  });
