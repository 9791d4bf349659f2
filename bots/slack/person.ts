import type { StatusTarget } from '#core/chat/messenger.ts';
import { isDirectId } from '#core/chat/slack/conversation.ts';
import { slackError } from '#core/chat/slack/errors.ts';
import { isOfTeam } from '#core/chat/slack/members.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import type { PersonReference } from '../fields.ts';
import type { SlackTarget } from './answer.ts';
import type { NamedPerson } from './parse-text.ts';

/** How Slack shows the person. An install from before we asked for `users:read` tells nothing; then we show their id. */
export async function personOf(
  deps: Pick<Deps, 'slack' | 'db' | 'keys' | 'log'>,
  target: StatusTarget,
): Promise<ChatPerson> {
  const [user, placeName] = await Promise.all([
    userOf(deps, target),
    workspaceName(deps, { platform: 'slack', externalId: target.workspaceId }),
  ]);
  const profile = user?.profile;
  return {
    name: profile?.display_name || profile?.real_name || target.userId,
    avatarPath: profile?.image_192 ?? profile?.image_72 ?? null,
    placeName,
  };
}

/** Undefined if Slack does not tell. */
export async function userOf(deps: Pick<Deps, 'slack' | 'log'>, user: Pick<StatusTarget, 'workspaceId' | 'userId'>) {
  try {
    const answer = await deps.slack.withClient(user.workspaceId, (client) => client.users.info({ user: user.userId }));
    return answer?.user;
  } catch (err) {
    deps.log.warn({ err }, 'slack did not say who asks');
    return undefined;
  }
}

/**
 * Events name the people of an organization by it; a press names their workspace instead.
 * @param own the organization of the workspace that installed us, whose people are its own
 */
export async function asOfOrganization(
  deps: Pick<Deps, 'slack' | 'log'>,
  target: SlackTarget,
  own: string | undefined,
): Promise<SlackTarget> {
  const { homeTeamId, ...rest } = target;
  if (homeTeamId === undefined) return target;
  const organization = (await userOf(deps, target))?.enterprise_user?.enterprise_id;
  if (organization === undefined) return target;
  return organization === own ? rest : { ...rest, homeTeamId: organization };
}

/** Looks up a person whom somebody named. @throws Failure unknown_person */
export async function lookUpPerson(
  deps: Pick<Deps, 'slack'>,
  target: StatusTarget,
  named: NamedPerson,
): Promise<PersonReference> {
  const { personId: userId } = named;
  const info = await deps.slack.withClient(target.workspaceId, (client) =>
    client.users.info({ user: userId }).catch((error: unknown) => {
      if (slackError(error) === undefined) throw error;
      return undefined;
    }),
  );
  const user = info?.user;
  if (!user || user.deleted) throw unknownPerson();
  return {
    userId,
    name: user.profile?.display_name || user.profile?.real_name || user.name || userId,
    isBot: user.is_bot === true || userId === slackbot,
    // A direct message is with the bot, or between people, where it may write nothing; and a person from another workspace would be another person to us there.
    isElsewhere: !isOfTeam(user, target.workspaceId) || isDirectId(target.channelId),
  };
}

/** The one bot that Slack does not mark as one. */
const slackbot = 'USLACKBOT';

const unknownPerson = () =>
  new Failure('unknown_person', {
    title: 'I do not know that person',
    happened: 'Slack does not tell me who that is. Nothing was done and nothing was taken.',
    next: 'Choose somebody of this workspace, from the list that Slack shows after an @.',
  });
