import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { checkBlocks, withIds } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { botAuthor, edit, post, remove } from './messages.ts';
import type { Slack } from './slack.ts';
import type { Channel, ResponseUrl, StoredMessage } from './state.ts';
import { fileIsUsable } from './usable-file.ts';

export interface ResponseBody {
  text?: string;
  blocks?: unknown;
  attachments?: unknown[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
  thread_ts?: string;
}

/** Handles a POST to a response_url. */
export function answerResponseUrl(slack: Slack, request: Request): Answer {
  const record = slack.state.responseUrls.get(request.path.slice(1));
  const refuse = (status: number, error: string, more = {}) => ({ status, body: { ok: false, error, ...more } });
  if (!record) return refuse(404, 'invalid_url');
  if (slack.state.clock.now() - record.createdAtMs > LIMITS.responseUrlMs) return refuse(404, 'expired_url');
  if (record.uses >= LIMITS.responseUrlUses) return refuse(404, 'used_url');
  const body = (request.body ?? {}) as ResponseBody;
  const problems = responseProblems(slack, record.teamId, body);
  if (problems) return refuse(400, problems.error, { response_metadata: { messages: problems.messages } });
  record.uses += 1;
  applyResponse(slack, record, body);
  return { body: { ok: true } };
}

/** Why Slack would not show this message. */
export function responseProblems(
  slack: Slack,
  teamId: string,
  body: ResponseBody,
): { error: string; messages: string[] } | undefined {
  if (body.delete_original) return undefined;
  if (body.blocks !== undefined) {
    const messages = checkBlocks(body.blocks, 'message', fileIsUsable(slack, teamId));
    if (messages.length > 0) return { error: 'invalid_blocks', messages };
  } else if (!body.text && !body.attachments?.length) return { error: 'no_text', messages: [] };
  if ((body.text?.length ?? 0) > LIMITS.messageTextChars) return { error: 'msg_too_long', messages: [] };
  return undefined;
}

/**
 * Posts, replaces or deletes. The first answer to a command becomes the original that later answers may replace. Into a thread goes only what everybody
 * sees, and only if it names the thread: https://docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread.
 */
export function applyResponse(slack: Slack, record: ResponseUrl, body: ResponseBody): StoredMessage | undefined {
  const channel = slack.state.channels.get(record.channelId) as Channel;
  const original = record.originalTs ? channel.byTs.get(record.originalTs) : undefined;
  if (body.delete_original) {
    if (original) remove(slack.state, channel, original);
    return undefined;
  }
  const blocks = body.blocks === undefined ? undefined : withIds(body.blocks);
  const content = {
    text: body.text ?? '',
    ...(blocks && { blocks }),
    ...(body.attachments && { attachments: body.attachments }),
  };
  if (body.replace_original && original) {
    edit(slack.state, channel, original, content);
    return original;
  }
  const team = slack.state.teams.get(record.teamId);
  if (!team) return undefined;
  const threadTs = body.response_type === 'in_channel' ? body.thread_ts : undefined;
  const message = post(slack.state, channel, botAuthor(slack.state, team), {
    ...content,
    ...(threadTs && { threadTs }),
    ...(body.response_type !== 'in_channel' && { ephemeralFor: record.userId }),
  });
  record.originalTs ??= message.ts;
  return message;
}
