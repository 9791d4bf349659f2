import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { ChatPerson } from '#core/linking/person.ts';

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
