import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { isInstalled } from './installed.ts';
import { originOfEvent } from './origin.ts';
import { spokenText } from './spoken.ts';
import { onWritten } from './written.ts';

/** Words to us in the Messages tab. Edits, deletions and messages in a thread under a result are ignored. */
export async function onDirectMessage(
  deps: BotsDeps,
  { event, body }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs,
): Promise<void> {
  const said = writtenToUs(event);
  if (!said) return;
  const target = targetOf({ ...originOfEvent(body, said), conversation: { channel: said.channel } });
  if (!(await isInstalled(deps, target, undefined))) return;
  const written = (await spokenText(deps, target.workspaceId, said.text ?? '')).trim();
  const files = 'files' in said ? said.files : undefined;
  await onWritten(deps, { written, files, target, key: `${said.channel}/${said.ts}` });
}

/** The message, if it is words of a person to us; undefined for everything else that happens in a conversation. */
export function writtenToUs(event: SlackEventMiddlewareArgs<'message'>['event']) {
  if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return undefined;
  if ('bot_id' in event || 'edited' in event || ('thread_ts' in event && event.thread_ts)) return undefined;
  return 'user' in event && typeof event.user === 'string' ? event : undefined;
}
