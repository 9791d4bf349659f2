import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Conversation } from '#core/chat/slack/conversation.ts';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { mentionedBy } from './mentioned.ts';
import { spokenText } from './spoken.ts';
import { onWritten } from './written.ts';

/** `@UPixel a fox`: words to us in a channel, answered to their author alone, in their thread. */
export async function onMention(
  deps: BotsDeps,
  { event, body }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
): Promise<void> {
  if (!event.user || isNotAsked(event)) return;
  const conversation: Conversation = {
    channel: event.channel,
    ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}),
  };
  const { botUserId, ...origin } = await mentionedBy(deps, body, event);
  const target = targetOf({ ...origin, conversation });
  if (!(await isInstalled(deps, target, undefined))) return;
  const text = event.text.replace(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ');
  await onWritten(deps, {
    written: (await spokenText(deps, target.workspaceId, text)).trim(),
    files: event.files,
    target,
    // The message's id and not the event's: Slack sends another event about the same message when it changes.
    key: `${event.channel}/${event.ts}`,
  });
}

/** An edited message was answered when it was new; a bot that mentions us would spend nobody's credits. */
const isNotAsked = (event: object) => 'edited' in event || 'bot_id' in event;
