import { InteractionType, MessageType } from 'discord-api-types/v10';
import type { Request } from '#sandbox/kit/serve.ts';
import { fail } from './errors.ts';
import type { Json } from './json.ts';
import { flag, limits } from './limits.ts';
import { readMessage } from './message-body.ts';
import { addMessage, changeMessage, removeMessage } from './messages.ts';
import { requireAttaching, requireOpen } from './permissions.ts';
import { type Channel, type InteractionRecord, type Message, type State, touch } from './state.ts';

export interface Body {
  payload: Json;
  files: Request['files'];
  /** Where errors are reported: `data` in a callback, the top level in a webhook's body. */
  at?: string;
}

const channelOf = (state: State, record: InteractionRecord): Channel =>
  state.channels.get(record.channelId) ?? fail('unknownChannel');

/** The fields of a response to an interaction besides its contents. */
function frame(record: InteractionRecord, ephemeral: boolean) {
  const isCommand = record.type === InteractionType.ApplicationCommand;
  return {
    type: isCommand ? MessageType.ChatInputCommand : record.sourceMessageId ? MessageType.Reply : MessageType.Default,
    ...(record.sourceMessageId === undefined ? {} : { referencedId: record.sourceMessageId }),
    ...(ephemeral ? { ephemeralFor: record.userId } : {}),
    interaction: {
      id: record.id,
      ...(isCommand && record.name !== undefined ? { name: record.name } : {}),
      metadata: record.metadata,
    },
  };
}

/** The immediate answer (callback type 4). */
export function answer(state: State, record: InteractionRecord, body: Body): Message {
  const channel = channelOf(state, record);
  if (body.files.length > 0) requireAttaching(state, channel);
  const contents = readMessage(state, body);
  record.ephemeral = (contents.flags & flag.ephemeral) !== 0;
  const message = addMessage(state, channel, { ...contents, ...frame(record, record.ephemeral) });
  record.originalId = message.id;
  record.firstReplyId = message.id;
  return message;
}

/** "… is thinking" (callback type 5): this fixes whether only the person sees the answer. */
export function think(state: State, record: InteractionRecord, ephemeral: boolean): Message {
  record.ephemeral = ephemeral;
  const message = addMessage(state, channelOf(state, record), {
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    mentionIds: [],
    mentionsEveryone: false,
    flags: flag.loading | (ephemeral ? flag.ephemeral : 0),
    ...frame(record, ephemeral),
  });
  record.originalId = message.id;
  return message;
}

/** An edit by the interaction's token; the first edit of a deferred answer counts as the answer. */
export function editReply(state: State, record: InteractionRecord, message: Message, body: Body): Message {
  const channel = channelOf(state, record);
  requireOpen(channel);
  if (body.files.length > 0) requireAttaching(state, channel);
  const contents = readMessage(state, { ...body, existing: message });
  const wasThinking = (message.flags & flag.loading) !== 0;
  changeMessage(state, message, {
    ...contents,
    flags: contents.flags & ~flag.loading,
    ...(wasThinking ? {} : { editedAtMs: state.clock.now() }),
  });
  record.firstReplyId ??= message.id;
  touch(record);
  return message;
}

/** Directly after a defer, a follow-up still edits the answer: Discord keeps that for old apps. */
export function followUp(state: State, record: InteractionRecord, body: Body): Message {
  const original = state.messages.get(record.originalId ?? '');
  if (original && original.flags & flag.loading) return editReply(state, record, original, withoutFlag(body));
  if (record.userInstallOnly && record.followUps >= limits.userInstallFollowUps) fail('tooManyFollowUps');
  const channel = channelOf(state, record);
  if (channel.locked) requireOpen(channel);
  if (body.files.length > 0) requireAttaching(state, channel);
  const contents = readMessage(state, body);
  const ephemeral = (contents.flags & flag.ephemeral) !== 0;
  const { metadata, ...rest } = frame(record, ephemeral).interaction;
  const message = addMessage(state, channel, {
    ...contents,
    ...frame(record, ephemeral),
    ...(original ? { type: MessageType.Reply, referencedId: original.id } : {}),
    interaction: {
      ...rest,
      metadata: record.originalId ? { ...metadata, original_response_message_id: record.originalId } : metadata,
    },
  });
  record.followUps += 1;
  record.firstReplyId ??= message.id;
  touch(record);
  return message;
}

function withoutFlag(body: Body): Body {
  const { flags, ...payload } = body.payload;
  return { ...body, payload: typeof flags === 'number' ? { ...payload, flags: flags & ~flag.ephemeral } : payload };
}

export function deleteReply(state: State, record: InteractionRecord, message: Message) {
  removeMessage(state, message);
  touch(record);
}

/** The message that a webhook route names; an app reaches only the answers to this interaction. */
export function replyOf(state: State, record: InteractionRecord, messageId: string): Message {
  const id = messageId === '@original' ? record.originalId : messageId;
  const message = state.messages.get(id ?? '') ?? fail('unknownMessage');
  const isOurs = message.id === record.originalId || message.interaction?.id === record.id;
  return isOurs ? message : fail('unknownMessage');
}
