import type { BlockAction, EnvelopedEvent, SlashCommand, ViewOutput } from '@slack/bolt';

/**
 * Whose request it is. In a channel that companies share (Slack Connect) and in an Enterprise organization these differ:
 * https://docs.slack.dev/apis/slack-connect, https://docs.slack.dev/enterprise/developing-for-enterprise-orgs.
 */
export interface Origin {
  /** The workspace that installed us: its token answers, its team may pay. */
  teamId: string;
  userId: string;
  /** The workspace or organization of the person if they are from another company; otherwise they belong to the workspace. */
  homeTeamId?: string;
}

const origin = (teamId: string, userId: string, homeTeamId?: string | null): Origin => ({
  teamId,
  userId,
  ...(homeTeamId && homeTeamId !== teamId ? { homeTeamId } : {}),
});

/** The parts of an event that tell whose it is; Slack's own types leave some of them out. */
interface EventPerson {
  user?: string | undefined;
  team?: string | undefined;
  user_team?: string | undefined;
  source_team?: string | undefined;
  user_profile?: { team?: string } | undefined;
}

/**
 * An event's outer `team_id` is where the channel came from. `user_team` is the person's organization if they have one, and absent for the app's own
 * people.
 */
export function originOfEvent(body: EnvelopedEvent, event: EventPerson): Origin {
  const [install] = body.authorizations ?? [];
  const teamId = install?.team_id ?? body.team_id;
  const home = event.user_team ?? event.source_team ?? event.user_profile?.team ?? event.team;
  return origin(teamId, event.user ?? '', home === install?.enterprise_id ? undefined : home);
}

/**
 * The origin of an event that is for another of our installs than the one it names. Slack tells only that install which workspace a person belongs
 * to.
 */
export function originElsewhere(
  body: EnvelopedEvent,
  event: EventPerson,
  { teamId, isOwn }: { teamId: string; isOwn: boolean },
): Origin {
  const { userId, homeTeamId = body.authorizations?.[0]?.team_id } = originOfEvent(body, event);
  return origin(teamId, userId, isOwn ? undefined : homeTeamId);
}

/** A slash command belongs to the person's own workspace, wherever they type it. */
export const originOfCommand = ({ team_id, user_id }: SlashCommand): Origin => origin(team_id, user_id);

/** `team` is the workspace of the message's app, `user` has the person's own; in an organization's install there is no `team`. */
export function originOfAction({ team, user, enterprise }: BlockAction): Origin {
  const home = user.team_id;
  return origin(team?.id ?? home ?? '', user.id, home === enterprise?.id ? undefined : home);
}

/** Whose a press, a form or a shortcut is. */
interface Signed {
  team: { id: string } | null;
  user: { id: string; team_id?: string };
  enterprise?: { id: string } | null | undefined;
}

/** A form that was opened from another workspace says whose app opened it. */
export function originOfView(
  { team, user, enterprise }: Signed,
  view: Pick<ViewOutput, 'team_id' | 'app_installed_team_id'> | undefined,
): Origin {
  const own = user.team_id ?? team?.id;
  const home = own === enterprise?.id ? undefined : own;
  return origin(view?.app_installed_team_id ?? team?.id ?? view?.team_id ?? home ?? '', user.id, home);
}
