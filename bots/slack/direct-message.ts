import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Card } from '#core/chat/card.ts';
import type { Deps } from '#core/deps.ts';
import { findCommand } from '../commands/index.ts';
import { spotOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { originOfEvent } from './origin.ts';
import { ownCommand, usageLine } from './usage.ts';

/**
 * Words written to us directly, in the Messages tab. They are no request: "thanks!" would be paid for. Whoever writes hears how to
 * ask. What is changed, deleted, or said in a thread under a result is left alone.
 */
export async function onDirectMessage(
  deps: Deps,
  { event, body }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs,
): Promise<void> {
  if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return;
  if ('bot_id' in event || 'edited' in event || ('thread_ts' in event && event.thread_ts)) return;
  if (!('user' in event) || typeof event.user !== 'string') return;
  const spot = spotOf({ ...originOfEvent(body, event), place: { channel: event.channel } });
  if (await isInstalled(deps, spot, undefined)) await deps.slack.whisper(spot, howToAsk());
}

function howToAsk(): Card {
  const imagine = findCommand(ownCommand);
  return {
    tone: 'notice',
    title: 'I make images when you type a command',
    lines: [
      'What you write here costs nothing and makes nothing. Like this, here or in a channel:',
      ...(imagine ? [[{ code: usageLine(imagine) }]] : []),
    ],
    note: [{ command: 'imagine' }, ' alone opens a form, which takes a picture to start from, too.'],
    private: true,
  };
}
