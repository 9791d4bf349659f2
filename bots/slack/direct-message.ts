import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Deps } from '#core/deps.ts';
import { findCommand } from '../commands/index.ts';
import { targetOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { originOfEvent } from './origin.ts';
import { ownCommand, usageLine } from './usage.ts';

/**
 * Words written to us directly, in the Messages tab. They are no request: "thanks!" would cost credits. The author is told how to ask. Edits,
 * deletions and messages in a thread under a result are ignored.
 */
export async function onDirectMessage(
  deps: Deps,
  { event, body }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs,
): Promise<void> {
  if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return;
  if ('bot_id' in event || 'edited' in event || ('thread_ts' in event && event.thread_ts)) return;
  if (!('user' in event) || typeof event.user !== 'string') return;
  const target = targetOf({ ...originOfEvent(body, event), conversation: { channel: event.channel } });
  if (await isInstalled(deps, target, undefined)) await deps.slack.replyEphemeral(target, howToAsk());
}

function howToAsk(): Card {
  const imagine = findCommand(ownCommand);
  return {
    tone: 'notice',
    title: 'I make images when you type a command',
    blocks: [
      text(
        'What you write here costs nothing and makes nothing. Like this, here or in a channel:',
        ...(imagine ? [{ code: usageLine(imagine) }] : []),
      ),
      note([{ command: 'imagine' }, ' alone opens a form, which takes a picture to start from, too.']),
    ],
  };
}
