import { NotTaken, type Outgoing } from './outgoing.ts';
import type { Acknowledgement, Delivered } from './people.ts';
import type { Slack } from './slack.ts';
import { reaches, type Team } from './state.ts';

/** Sends a person's action. `sentence` is what they see if the app does not accept it; `then` is what Slack does with the answer. */
export function deliver(
  slack: Slack,
  outgoing: Outgoing & { triggerId?: string; responseUrl?: string },
  sentence: (cause: NotTaken) => string,
  then: (answer: Acknowledgement) => void = () => {},
): Delivered {
  const { triggerId = '', responseUrl = '', ...sent } = outgoing;
  const sentAtMs = slack.state.clock.now();
  const acknowledged = slack.sender.send(sent).then(
    (answer) => {
      then(answer);
      return answer;
    },
    (cause: unknown) => {
      throw cause instanceof NotTaken ? new Error(sentence(cause)) : cause;
    },
  );
  // A caller that ignores the acknowledgement must not crash because of it.
  acknowledged.catch(() => {});
  return { sentAtMs, acknowledged, triggerId, responseUrl };
}

/** Slack's own error code, as people see it. */
export const codeOf = (cause: NotTaken): string =>
  cause.reason === 'http_timeout' ? 'operation_timeout' : cause.status ? `status ${cause.status}` : 'no connection';

export function personOf(slack: Slack, userId: string) {
  const team = slack.state.teams.get(slack.state.teamOfUser.get(userId) ?? '');
  const user = team?.users.get(userId);
  if (!team || !user) throw new Error(`There is no person ${userId} in any workspace.`);
  return { team, user };
}

export function placeOf(slack: Slack, userId: string, channelId: string) {
  const { team, user } = personOf(slack, userId);
  const channel = slack.state.channels.get(channelId);
  if (!channel || !reaches(team, channel)) throw new Error(`There is no channel ${channelId} in ${team.name}.`);
  if (!channel.memberIds.has(userId)) throw new Error(`${user.realName} is not a member of #${channel.name}.`);
  return { team, user, channel };
}

export function requireInstalled(team: Team) {
  if (!team.installed && !team.installedByOrg) throw new Error(`The app is not installed in ${team.name}.`);
}

/**
 * How payloads name the person's own workspace, and the workspace they act in: that of the message's app. With an install of a
 * whole organization there is no `team` (https://docs.slack.dev/enterprise/developing-for-enterprise-orgs).
 */
export function signedBy({ team, user }: Pick<ReturnType<typeof personOf>, 'team' | 'user'>, where: Team = team) {
  const { enterpriseId, installedByOrg } = where;
  return {
    team: installedByOrg
      ? null
      : { id: where.id, domain: where.domain, ...(enterpriseId && { enterprise_id: enterpriseId }) },
    enterprise: enterpriseId ? { id: enterpriseId, name: enterpriseId } : null,
    is_enterprise_install: installedByOrg,
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
  };
}
