import { newId } from './ids.ts';
import { KEEP } from './limits.ts';
import type { FileObject, SlackBlock, SlackMessage } from './shapes.ts';
import type { Channel, State, StoredMessage, Team } from './state.ts';
import { APP_ID, APP_NAME } from './world.ts';

export interface MessageContent {
  text: string;
  blocks?: SlackBlock[];
  attachments?: unknown[];
  metadata?: SlackMessage['metadata'];
  files?: FileObject[];
  threadTs?: string;
  ephemeralFor?: string;
  subtype?: string;
}

export function botAuthor(state: State, team: Team): Pick<SlackMessage, 'user' | 'bot_id' | 'app_id' | 'bot_profile'> {
  const channelIcon = state.teams.get(team.id)?.users.values().next().value?.avatarUrl ?? '';
  const icon = channelIcon.replace(/[^/]+$/, `${team.botUserId}.svg`);
  return {
    user: team.botUserId,
    bot_id: team.botId,
    app_id: APP_ID,
    bot_profile: { id: team.botId, app_id: APP_ID, name: APP_NAME, icons: { image_72: icon }, team_id: team.id },
  };
}

/** Adds a message where its thread_ts says. The author is a person's id, or the bot's whole signature. */
export function post(
  state: State,
  channel: Channel,
  author: string | ReturnType<typeof botAuthor>,
  content: MessageContent,
): StoredMessage {
  const message: StoredMessage = {
    type: 'message',
    ts: state.nextTs(),
    channel: channel.id,
    team: channel.teamId,
    ...(typeof author === 'string' ? { user: author, client_msg_id: newId('').toLowerCase() } : author),
    text: content.text,
    ...(content.subtype && { subtype: content.subtype }),
    ...(content.blocks?.length && { blocks: content.blocks }),
    ...(content.attachments?.length && { attachments: content.attachments }),
    ...(content.metadata && { metadata: content.metadata }),
    ...(content.files && { files: content.files, upload: false }),
    ...(content.threadTs && { thread_ts: content.threadTs }),
    ...(content.ephemeralFor && { ephemeralFor: content.ephemeralFor }),
  };
  channel.byTs.set(message.ts, message);
  if (content.threadTs) reply(channel, content.threadTs, message);
  else channel.timeline.push(message);
  noteBroadcasts(state, message);
  forgetOldest(channel);
  state.emit(
    message.ephemeralFor
      ? {
          type: 'ephemeral',
          teamId: channel.teamId,
          channelId: channel.id,
          ts: message.ts,
          userId: message.ephemeralFor,
        }
      : { type: 'message', teamId: channel.teamId, channelId: channel.id, ts: message.ts },
  );
  return message;
}

function reply(channel: Channel, threadTs: string, message: StoredMessage) {
  const replies = channel.replies.get(threadTs) ?? [];
  replies.push(message);
  channel.replies.set(threadTs, replies);
  const parent = channel.byTs.get(threadTs);
  if (!parent || message.ephemeralFor) return;
  parent.thread_ts = threadTs;
  parent.reply_count = (parent.reply_count ?? 0) + 1;
  parent.latest_reply = message.ts;
}

/** Replaces text and blocks as chat.update does: text without blocks removes the old blocks. */
export function edit(
  state: State,
  channel: Channel,
  message: StoredMessage,
  content: Partial<Pick<MessageContent, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
) {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks?.length) message.blocks = content.blocks;
  else if (content.blocks || content.text !== undefined) delete message.blocks;
  if (content.attachments?.length) message.attachments = content.attachments;
  else if (content.attachments) delete message.attachments;
  if (content.metadata) message.metadata = content.metadata;
  // With blocks, the "(edited)" mark is not shown.
  if (content.text !== undefined && !message.blocks && !message.ephemeralFor)
    message.edited = { user: message.user, ts: state.nextTs() };
  state.messageStates.delete(`${channel.id}:${message.ts}`);
  noteBroadcasts(state, message);
  state.emit({ type: 'message_changed', teamId: channel.teamId, channelId: channel.id, ts: message.ts });
}

export function remove(state: State, channel: Channel, message: StoredMessage) {
  if (channel.replies.get(message.ts)?.some((each) => !each.ephemeralFor)) {
    // The thread stays: its parent becomes a tombstone.
    message.subtype = 'tombstone';
    message.text = 'This message was deleted.';
    delete message.blocks;
    delete message.files;
    delete message.attachments;
  } else {
    const list = message.thread_ts ? channel.replies.get(message.thread_ts) : channel.timeline;
    if (list) takeOut(list, message.ts);
    channel.byTs.delete(message.ts);
    const parent = message.thread_ts ? channel.byTs.get(message.thread_ts) : undefined;
    if (parent?.reply_count && !message.ephemeralFor) parent.reply_count -= 1;
  }
  state.messageStates.delete(`${channel.id}:${message.ts}`);
  state.emit({ type: 'message_deleted', teamId: channel.teamId, channelId: channel.id, ts: message.ts });
}

/** Lists are in the order of ts, so a binary search finds the message. */
function takeOut(list: StoredMessage[], ts: string) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.ts ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  if (list[low]?.ts === ts) list.splice(low, 1);
}

function noteBroadcasts(state: State, message: StoredMessage) {
  const said = [message.text, ...mrkdwnIn(message.blocks)].join('\n');
  for (const [mention] of said.matchAll(/<!(?:channel|here|everyone|subteam\^[^>]+)(?:\|[^>]*)?>/g)) {
    state.broadcasts.push({ channelId: message.channel, ts: message.ts, mention });
  }
}

/** The texts in which Slack reads markup: mrkdwn, and rich text's element for it. It shows plain and rich text as they are. */
function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  if ('type' in value && value.type === 'broadcast' && 'range' in value) return [`<!${String(value.range)}>`];
  return Object.values(value).flatMap(mrkdwnIn);
}

function forgetOldest(channel: Channel) {
  const slack = 1000;
  if (channel.timeline.length < KEEP.messagesPerChannel + slack) return;
  for (const old of channel.timeline.splice(0, slack)) {
    channel.byTs.delete(old.ts);
    for (const each of channel.replies.get(old.ts) ?? []) channel.byTs.delete(each.ts);
    channel.replies.delete(old.ts);
  }
}
