import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '#core/deps.ts';
import { findCommand } from '../commands/index.ts';
import { targetOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { offer } from './offer.ts';
import { originOfEvent } from './origin.ts';
import { spokenText } from './spoken.ts';
import { ownCommand } from './usage.ts';

/**
 * Words written to us directly, in the Messages tab. They are no request yet, as "thanks!" would cost credits: the author is offered what they
 * wrote, with its price. Edits, deletions and messages in a thread under a result are ignored.
 */
export async function onDirectMessage(
  deps: Deps,
  { event, body }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs,
): Promise<void> {
  if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return;
  if ('bot_id' in event || 'edited' in event || ('thread_ts' in event && event.thread_ts)) return;
  if (!('user' in event) || typeof event.user !== 'string') return;
  const target = targetOf({ ...originOfEvent(body, event), conversation: { channel: event.channel } });
  const command = findCommand(ownCommand);
  if (!command || !(await isInstalled(deps, target, undefined))) return;
  const written = (await spokenText(deps, target.workspaceId, event.text ?? '')).trim();
  await offer(deps, target, { command, written });
}
