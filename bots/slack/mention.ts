import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { conversationIn } from './conversation-in.ts';
import { isInstalled } from './installed.ts';
import { mentionedBy, withoutUs } from './mentioned.ts';
import { spokenText } from './spoken.ts';
import { onWritten } from './written.ts';

/** `@UPixel a fox`: words to us in a channel, answered to their author alone, in their thread. */
export async function onMention(
  deps: BotsDeps,
  { event, body }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
): Promise<void> {
  if (!event.user || isNotAsked(event)) return;
  const { botUserId, ...origin } = await mentionedBy(deps, body, event);
  const target = targetOf({ ...origin, conversation: conversationIn(event) });
  if (!(await isInstalled(deps, target, undefined))) return;
  await onWritten(deps, {
    written: (await spokenText(deps, target.workspaceId, withoutUs(event.text, botUserId))).trim(),
    files: event.files,
    target,
    // The message's id and not the event's: Slack sends another event about the same message when it changes.
    key: `${event.channel}/${event.ts}`,
  });
}

/** An edited message was answered when it was new; a bot that mentions us would spend nobody's credits. */
const isNotAsked = (event: object) => 'edited' in event || 'bot_id' in event;
