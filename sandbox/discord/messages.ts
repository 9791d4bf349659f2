import { type APIMessage, GatewayIntentBits as Intent, MessageType } from 'discord-api-types/v10';
import { limits } from './limits.ts';
import type { MessageContents } from './message-body.ts';
import { showMessage } from './present.ts';
import { tooMany } from './rate-limits.ts';
import type { Channel, Message, State } from './state.ts';
import { bot } from './world.ts';

/** The maximum per channel; older messages are removed, with their files. */
const MAX_MESSAGES = 5_000;

type NewMessage = MessageContents &
  Partial<Pick<Message, 'type' | 'authorId' | 'nonce' | 'referencedId' | 'interaction' | 'ephemeralFor'>>;

export function addMessage(state: State, channel: Channel, contents: NewMessage): Message {
  const message: Message = {
    id: state.ids.next(),
    channelId: channel.id,
    type: MessageType.Default,
    authorId: bot.id,
    createdAtMs: state.clock.now(),
    notifiedIds: contents.mentionIds,
    ...contents,
  };
  state.messages.set(message.id, message);
  channel.messages.set(message.id, message);
  channel.lastMessageId = message.id;
  if (channel.messages.size > MAX_MESSAGES) {
    const oldest = channel.messages.values().next().value;
    if (oldest) forget(state, channel, oldest);
  }
  announce(state, 'MESSAGE_CREATE', channel, message);
  state.emit({ type: 'messageCreated', channelId: channel.id, messageId: message.id });
  return message;
}

export function changeMessage(state: State, message: Message, change: Partial<Message>) {
  Object.assign(message, change);
  delete message.shown;
  const channel = state.channels.get(message.channelId);
  if (!channel) return;
  announce(state, 'MESSAGE_UPDATE', channel, message);
  state.emit({ type: 'messageUpdated', channelId: channel.id, messageId: message.id });
}

export function removeMessage(state: State, message: Message) {
  const channel = state.channels.get(message.channelId);
  if (!channel) return;
  forget(state, channel, message);
  if (message.ephemeralFor === undefined && channel.canSee)
    state.dispatch({
      name: 'MESSAGE_DELETE',
      data: { id: message.id, channel_id: channel.id, ...(channel.guildId ? { guild_id: channel.guildId } : {}) },
      guildId: channel.guildId,
      intent: messagesIntent(channel),
    });
  state.emit({ type: 'messageDeleted', channelId: channel.id, messageId: message.id });
}

function forget(state: State, channel: Channel, message: Message) {
  state.messages.delete(message.id);
  channel.messages.delete(message.id);
  for (const { id } of message.attachments) state.files.delete(id);
}

const messagesIntent = (channel: Channel) => (channel.guildId ? Intent.GuildMessages : Intent.DirectMessages);

/**
 * Without the privileged intent an app reads only its own messages, those that mention it, and direct messages, by the gateway and by HTTP.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function asAppSees(state: State, channel: Channel, message: Message): APIMessage {
  const shown = showMessage(state, message);
  const mayRead = !channel.guildId || message.authorId === bot.id || message.mentionIds.includes(bot.id);
  return mayRead ? shown : { ...shown, content: '', embeds: [], attachments: [], components: [] };
}

/** Ephemeral messages are not announced: an app knows them only from its own requests. */
function announce(state: State, name: string, channel: Channel, message: Message) {
  if (message.ephemeralFor !== undefined || !channel.canSee) return;
  const data = { ...asAppSees(state, channel, message), ...(channel.guildId ? { guild_id: channel.guildId } : {}) };
  state.dispatch({ name, data, guildId: channel.guildId, intent: messagesIntent(channel) });
}

const TOO_MANY_OLD_EDITS = {
  code: 30046,
  message: 'Maximum number of edits to messages older than 1 hour reached. Try again later.',
};

/** Error 30046: a bot may edit messages older than an hour only a few times. */
export function countOldEdit(state: State, channel: Channel, message: Message) {
  const now = state.clock.now();
  if (now - message.createdAtMs < limits.oldMessageMs) return;
  channel.oldEditsAtMs = channel.oldEditsAtMs.filter((atMs) => now - atMs < limits.oldMessageEditsMs);
  const [first] = channel.oldEditsAtMs;
  if (first !== undefined && channel.oldEditsAtMs.length >= limits.oldMessageEdits)
    throw tooMany(first + limits.oldMessageEditsMs - now, 'user', {}, TOO_MANY_OLD_EDITS);
  channel.oldEditsAtMs.push(now);
}
