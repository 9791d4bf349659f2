import type { Spot } from '#core/chat/messenger.ts';
import { slackError } from '#core/chat/slack/errors.ts';
import { isOfTeam } from '#core/chat/slack/members.ts';
import { placeOf } from '#core/chat/slack/place.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import type { PersonReference } from '../define-command.ts';
import type { NamedPerson } from './parse-text.ts';

/** How Slack shows whoever asks. An install from before we asked for `users:read` tells nothing; then their id has to do. */
export async function personOf(deps: Pick<Deps, 'slack' | 'db' | 'log'>, spot: Spot): Promise<ChatPerson> {
  const [user, workspace] = await Promise.all([
    userOf(deps, spot),
    deps.db.workspace.findUnique({
      where: { platform_externalId: { platform: 'slack', externalId: spot.teamId } },
      select: { name: true },
    }),
  ]);
  const profile = user?.profile;
  return {
    name: profile?.display_name || profile?.real_name || spot.userId,
    avatarPath: profile?.image_192 ?? profile?.image_72 ?? null,
    placeName: workspace?.name || null,
  };
}

/** Undefined where Slack does not tell. */
export async function userOf(deps: Pick<Deps, 'slack' | 'log'>, user: Pick<Spot, 'teamId' | 'userId'>) {
  try {
    const answer = await deps.slack.withClient(user.teamId, (client) => client.users.info({ user: user.userId }));
    return answer?.user;
  } catch (err) {
    deps.log.warn({ err }, 'slack did not say who asks');
    return undefined;
  }
}

/**
 * Whoever is in an organization is known by it, as events name them; a press names their workspace instead.
 * @param own the organization of the workspace that installed us, whose people are its own
 */
export async function asOfOrganization(
  deps: Pick<Deps, 'slack' | 'log'>,
  spot: Spot,
  own: string | undefined,
): Promise<Spot> {
  const { homeTeamId, ...rest } = spot;
  if (homeTeamId === undefined) return spot;
  const organization = (await userOf(deps, spot))?.enterprise_user?.enterprise_id;
  if (organization === undefined) return spot;
  return organization === own ? rest : { ...rest, homeTeamId: organization };
}

/** Somebody whom a person named. @throws Failure unknown_person */
export async function lookUpPerson(
  deps: Pick<Deps, 'slack'>,
  spot: Spot,
  named: NamedPerson,
): Promise<PersonReference> {
  const { personId: userId } = named;
  const info = await deps.slack.withClient(spot.teamId, (client) =>
    client.users.info({ user: userId }).catch((error: unknown) => {
      if (slackError(error) === undefined) throw error;
      return undefined;
    }),
  );
  const user = info?.user;
  if (!user || user.deleted) throw unknownPerson;
  return {
    userId,
    name: user.profile?.display_name || user.profile?.real_name || user.name || userId,
    isBot: user.is_bot === true || userId === slackbot,
    // A direct message is between two; and who is of another workspace would be another person to us there.
    isElsewhere: !isOfTeam(user, spot.teamId) || placeOf(spot.channelId).channel.startsWith('D'),
  };
}

/** The one bot that Slack does not call so. */
const slackbot = 'USLACKBOT';

const unknownPerson = new Failure('unknown_person', {
  title: 'I do not know that person',
  happened: 'Slack does not tell me who that is. Nothing was made and nothing was taken.',
  next: 'Choose somebody of this workspace, from the list that Slack shows after an @.',
});
