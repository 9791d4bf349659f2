import { slackError } from './errors.ts';
import { standingIn } from './members.ts';
import type { SlackMessenger } from './messenger.ts';

/**
 * An owner or admin of the workspace. False if the person or the bot has left it; and Slack also reports admins of another
 * workspace as admins, but they are so only there.
 */
export async function managesWorkspace(
  { withClient }: Pick<SlackMessenger, 'withClient'>,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<boolean> {
  try {
    const answer = await withClient(teamId, (client) => client.users.info({ user: userId }));
    const user = answer?.user;
    return standingIn(teamId, user) === 'member' && (user?.is_admin === true || user?.is_owner === true);
  } catch (error) {
    if (gone.has(slackError(error) ?? '')) return false;
    throw error;
  }
}

const gone = new Set(['user_not_found', 'user_not_visible', 'account_inactive', 'token_revoked']);
