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
  const said = writtenToUs(event);
  if (!said) return;
  const target = targetOf({ ...originOfEvent(body, said), conversation: { channel: said.channel } });
  const command = findCommand(ownCommand);
  if (!command || !(await isInstalled(deps, target, undefined))) return;
  const written = (await spokenText(deps, target.workspaceId, said.text ?? '')).trim();
  await offer(deps, target, { command, written });
}

/** The message, if it is words of a person to us; undefined for everything else that happens in a conversation. */
export function writtenToUs(event: SlackEventMiddlewareArgs<'message'>['event']) {
  if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return undefined;
  if ('bot_id' in event || 'edited' in event || ('thread_ts' in event && event.thread_ts)) return undefined;
  return 'user' in event && typeof event.user === 'string' ? event : undefined;
}
