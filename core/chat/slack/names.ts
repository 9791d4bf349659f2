import { remembered } from '../../remembered.ts';
import type { WithClient } from './clients.ts';

/** A person who renames themselves is shown by the old name for at most this long. */
const keepMs = 10 * 60_000;
const mostPeople = 10_000;

/** How a workspace shows a person; undefined if Slack does not tell, as to an install without `users:read`. */
export function createSlackNames(deps: { withClient: WithClient; now?: (() => number) | undefined }) {
  async function read(key: string): Promise<string | undefined> {
    const [teamId = '', user = ''] = key.split('/');
    const answer = await deps.withClient(teamId, (client) => client.users.info({ user }));
    const profile = answer?.user?.profile;
    return profile?.display_name || profile?.real_name || answer?.user?.name;
  }
  const known = remembered(read, { keepMs, most: mostPeople, now: deps.now });
  return (teamId: string, userId: string): Promise<string | undefined> =>
    known(`${teamId}/${userId}`).catch(() => undefined);
}
