import { newId } from './ids.ts';
import { EVENT_RETRY_DELAYS_MS } from './limits.ts';
import { NotTaken } from './outgoing.ts';
import { APP, type Slack } from './slack.ts';
import type { Channel, Team } from './state.ts';
import { APP_ID } from './world.ts';

export interface SlackEvent {
  type: string;
  [field: string]: unknown;
}

/**
 * Delivers an event to a workspace's app, without making the person who caused it wait. In a channel that is shared between
 * workspaces, the outer `team_id` is the workspace that the channel came from; `authorizations` says whose install it is for
 * (https://docs.slack.dev/apis/events-api#authorizations, https://docs.slack.dev/apis/slack-connect).
 */
export function emitEvent(slack: Slack, team: Team, event: SlackEvent, channel?: Channel) {
  // No address and no socket: the app has not subscribed yet, and Slack keeps nothing for later.
  if (!slack.sender.eventsUrl() && slack.sockets.connected() === 0) return;
  const payload = {
    token: APP.verificationToken,
    team_id: channel?.teamId ?? team.id,
    ...(team.enterpriseId && { enterprise_id: team.enterpriseId }),
    ...(channel &&
      isExternal(slack, channel) && { context_team_id: team.id, context_enterprise_id: team.enterpriseId ?? null }),
    api_app_id: APP_ID,
    event: { event_ts: slack.state.nextTs(), ...event },
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(slack.state.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: team.enterpriseId ?? null,
        team_id: team.id,
        user_id: team.botUserId,
        is_bot: true,
        is_enterprise_install: team.installedByOrg,
      },
    ],
    is_ext_shared_channel: channel !== undefined && isExternal(slack, channel),
    event_context: `4-${newId('').toLowerCase()}`,
  };
  void attempt(slack, event.type, payload, 0);
}

/** Shared with another company; sharing between workspaces of one organization does not count. */
function isExternal({ state }: Slack, channel: Channel): boolean {
  const host = state.teams.get(channel.teamId)?.enterpriseId;
  return [...channel.sharedWith].some((id) => host === undefined || state.teams.get(id)?.enterpriseId !== host);
}

/** Tries at once, and up to three more times until the app accepts it. */
async function attempt(slack: Slack, name: string, payload: Record<string, unknown>, num: number, reason = '') {
  try {
    await slack.sender.send({ kind: 'events_api', name, payload, ...(num > 0 && { retry: { num, reason } }) });
  } catch (cause) {
    if (!(cause instanceof NotTaken)) throw cause;
    const delayMs = EVENT_RETRY_DELAYS_MS[num];
    if (delayMs === undefined || cause.noRetry) return;
    slack.state.clock.after(delayMs, () => void attempt(slack, name, payload, num + 1, cause.reason));
  }
}

/** What Slack does when a request URL is entered: the app must echo the challenge. */
export async function verifyEventsUrl(slack: Slack): Promise<void> {
  const challenge = newId('').toLowerCase();
  const url = slack.sender.eventsUrl();
  const answer = await slack.sender
    .send({
      kind: 'events_api',
      name: 'url_verification',
      payload: { token: APP.verificationToken, challenge, type: 'url_verification' },
    })
    .catch((cause: unknown) => {
      throw new Error(`Your request URL ${url} did not respond to the challenge (${(cause as Error).message}).`);
    });
  const echoed = typeof answer.body === 'string' ? answer.body : (answer.body as { challenge?: unknown })?.challenge;
  if (echoed !== challenge) throw new Error(`Your request URL ${url} did not respond with the value of the challenge.`);
}
