import { SlackError } from './errors.ts';
import { newId, randomHex } from './ids.ts';
import { KEEP } from './limits.ts';
import { APP, type Slack } from './slack.ts';
import { type Channel, type ResponseUrl, type State, type Trigger, trim } from './state.ts';

export function newTrigger(state: State, from: Pick<Trigger, 'teamId' | 'userId' | 'viewId'>): string {
  const triggerId = `${state.clock.now()}.${Math.floor(Math.random() * 1e12)}.${randomHex(16)}`;
  state.triggers.set(triggerId, { ...from, createdAtMs: state.clock.now(), used: false });
  trim(state.triggers, KEEP.triggers);
  return triggerId;
}

/** Uses up a trigger: once, in time, in the workspace it came from. */
export function exchangeTrigger(state: State, triggerId: string, teamId: string): Trigger {
  const trigger = state.triggers.get(triggerId);
  if (!trigger || trigger.teamId !== teamId) throw new SlackError('invalid_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  if (state.clock.now() - trigger.createdAtMs > state.triggerMs) throw new SlackError('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

/** An address that accepts five messages for this conversation within half an hour. */
export function newResponseUrl(
  slack: Slack,
  kind: 'commands' | 'actions',
  place: { channel: Channel; userId: string; teamId?: string; originalTs?: string },
): { url: string; record: ResponseUrl } {
  const { channel, userId, originalTs, teamId = channel.teamId } = place;
  const key = `${kind}/${teamId}/${newId('').slice(1)}/${randomHex(12)}`;
  const record: ResponseUrl = {
    teamId,
    channelId: channel.id,
    userId,
    createdAtMs: slack.state.clock.now(),
    uses: 0,
    ...(originalTs && { originalTs }),
  };
  slack.state.responseUrls.set(key, record);
  trim(slack.state.responseUrls, KEEP.responseUrls);
  return { url: `${slack.url()}/${key}`, record };
}

/** The fields of every payload. */
export const payloadBase = { token: APP.verificationToken } as const;
