import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { conversationIn } from './conversation-in.ts';
import { isInstalled } from './installed.ts';
import { withoutUs } from './mentioned.ts';
import { originOfEvent } from './origin.ts';
import { spokenText } from './spoken.ts';
import { onWritten } from './written.ts';

/** Words to us in the Messages tab, also in a thread under a result: there they are answered. Edits and deletions are ignored. */
export async function onDirectMessage(
  deps: BotsDeps,
  { event, body }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs,
): Promise<void> {
  const said = writtenToUs(event);
  if (!said) return;
  const target = targetOf({ ...originOfEvent(body, said), conversation: conversationIn(said) });
  if (!(await isInstalled(deps, target, undefined))) return;
  const text = withoutUs(said.text ?? '', body.authorizations?.[0]?.user_id ?? '');
  const written = (await spokenText(deps, target.workspaceId, text)).trim();
  const files = 'files' in said ? said.files : undefined;
  await onWritten(deps, { written, files, target, key: `${said.channel}/${said.ts}` });
}

/** The message, if it is words of a person to us; undefined for everything else that happens in a conversation. */
export function writtenToUs(event: SlackEventMiddlewareArgs<'message'>['event']) {
  if (event.channel_type !== 'im') return undefined;
  // Also with files, and a reply in a thread that is shown beside it, too.
  if (event.subtype !== undefined && event.subtype !== 'file_share' && event.subtype !== 'thread_broadcast')
    return undefined;
  if ('bot_id' in event || 'edited' in event) return undefined;
  return 'user' in event && typeof event.user === 'string' ? event : undefined;
}
