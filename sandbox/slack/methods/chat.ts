import { checkBlocks, withIds } from '../blocks.ts';
import { invalid, SlackError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { botAuthor, edit, type MessageContent, post, remove } from '../messages.ts';
import type { SlackMessage } from '../shapes.ts';
import type { StoredMessage } from '../state.ts';
import { fileIsUsable } from '../usable-file.ts';
import { channelOf, flag, json, type MethodCall, type Methods, text, writableChannel } from './call.ts';

export const chat: Methods = {
  'chat.postMessage': {
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, team, args } = call;
      const channel = writableChannel(call);
      slack.rates.take('chat.postMessage', channel.id);
      const threadTs = text(args, 'thread_ts');
      // Slack answers a reply to a missing message like this, and posts nothing.
      if (threadTs && !channel.byTs.has(threadTs)) throw new SlackError('thread_not_found');
      const metadata = json(args, 'metadata') as SlackMessage['metadata'];
      const message = post(slack.state, channel, botAuthor(slack.state, team), {
        ...contentOf(call),
        ...(metadata && { metadata }),
        ...(threadTs && { threadTs }),
      });
      return { channel: channel.id, ts: message.ts, message };
    },
  },
  'chat.update': {
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, args } = call;
      const channel = channelOf(call);
      const message = ownMessage(call, channel.byTs.get(text(args, 'ts')), 'cant_update_message');
      // "The message cannot be edited within a frozen, archived or deleted channel": its reference.
      if (channel.archived) throw new SlackError('is_inactive');
      // Verified with the real service: a message posted without files does not become a file message.
      if (args.file_ids !== undefined && !message.files) {
        throw invalid('invalid_arguments', ['the message has no files to replace [json-pointer:/file_ids]']);
      }
      const content = contentOf(call);
      const metadata = json(args, 'metadata') as SlackMessage['metadata'];
      edit(slack.state, channel, message, {
        ...content,
        ...(args.text === undefined && { text: message.text, blocks: content.blocks ?? message.blocks ?? [] }),
        ...(metadata && { metadata }),
      });
      return { channel: channel.id, ts: message.ts, text: message.text, message };
    },
  },
  'chat.delete': {
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const channel = channelOf(call);
      const message = ownMessage(call, channel.byTs.get(text(call.args, 'ts')), 'cant_delete_message');
      remove(call.slack.state, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  // https://docs.slack.dev/reference/methods/chat.getPermalink: no scope is needed.
  'chat.getPermalink': {
    token: 'bot',
    scopes: [],
    run(call) {
      const { args, team } = call;
      const channel = channelOf(call);
      const ts = text(args, 'message_ts');
      const message = channel.byTs.get(ts);
      if (!message || message.ephemeralFor) throw new SlackError('message_not_found');
      const permalink = `https://${team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
      return { channel: channel.id, permalink };
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, team, args } = call;
      const channel = writableChannel(call);
      const userId = text(args, 'user');
      if (!channel.memberIds.has(userId)) throw new SlackError('user_not_in_channel');
      const threadTs = text(args, 'thread_ts');
      const message = post(slack.state, channel, botAuthor(slack.state, team), {
        ...contentOf(call),
        ...(threadTs && { threadTs }),
        ephemeralFor: userId,
      });
      return { message_ts: message.ts };
    },
  },
};

function contentOf({ slack, team, args }: MethodCall): MessageContent {
  const blocks = json(args, 'blocks');
  const attachments = json(args, 'attachments') as unknown[] | undefined;
  const markdown = text(args, 'markdown_text');
  if (markdown && (args.text !== undefined || blocks !== undefined)) throw new SlackError('markdown_text_conflict');
  if (blocks !== undefined) {
    const problems = checkBlocks(blocks, 'message', fileIsUsable(slack, team.id));
    if (problems.length > 0) throw invalid('invalid_blocks', problems);
  }
  const said = text(args, 'text') || markdown;
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  if (!said && !hasBlocks && !attachments?.length) throw new SlackError('no_text');
  if (said.length > LIMITS.messageTextChars) throw new SlackError('msg_too_long');
  if (flag(args, 'link_names')) throw invalid('invalid_arguments', ['link_names is not supported by the sandbox']);
  return {
    text: said,
    ...(blocks !== undefined && { blocks: withIds(blocks) }),
    ...(attachments && { attachments }),
  };
}

/** The API cannot reach ephemeral messages at all. */
function ownMessage(call: MethodCall, message: StoredMessage | undefined, refusal: string): StoredMessage {
  if (!message || message.ephemeralFor || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  if (message.user !== call.team.botUserId) throw new SlackError(refusal);
  return message;
}
