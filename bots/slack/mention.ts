import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Place } from '#core/chat/slack/place.ts';
import type { Deps } from '#core/deps.ts';
import { findCommand } from '../commands/index.ts';
import { spotOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { mentionedBy } from './mentioned.ts';
import { onTyped } from './requests.ts';
import { spokenText } from './spoken.ts';
import { ownCommand } from './usage.ts';

/** `@UPixel a fox`: a request in words, answered in its thread. */
export async function onMention(
  deps: Deps,
  { event, body }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
): Promise<void> {
  const command = findCommand(ownCommand);
  if (!command || !event.user || isNotAsked(event)) return;
  const place: Place = { channel: event.channel, ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}) };
  const { botUserId, ...origin } = await mentionedBy(deps, body, event);
  const spot = spotOf({ ...origin, place });
  if (!(await isInstalled(deps, spot, undefined))) return;
  const text = event.text.replace(new RegExp(`<@${botUserId}(\\|[^>]*)?>`), ' ');
  await onTyped(deps, {
    command,
    text: await spokenText(deps, spot.teamId, text),
    files: event.files ?? [],
    spot,
    // The message and not the event: Slack tells of a message again, by another event, when it changes.
    key: `${event.channel}/${event.ts}`,
  });
}

/** An edited message was answered when it was new; bots that mention us would spend nobody's credits. */
const isNotAsked = (event: object) => 'edited' in event || 'bot_id' in event;
