import type { BlockAction, MessageShortcut } from '@slack/bolt';
import { z } from 'zod';
import type { Conversation } from '#core/chat/slack/conversation.ts';

/**
 * Where a message stands, and so where it is answered: in its thread, if it is a reply; the parent of a thread stands in the channel.
 * https://docs.slack.dev/messaging/retrieving-messages#pulling_threads
 */
export const conversationIn = ({
  channel,
  ts,
  thread_ts,
}: {
  channel: string;
  ts: string;
  thread_ts?: string | undefined;
}): Conversation => (thread_ts && thread_ts !== ts ? { channel, thread_ts } : { channel });

/** Slack names a group direct message after its people, in commands as in the objects of channels: `mpdm-ada--grace--edsger-1`. */
export const isGroupDm = (channelName: string | undefined): boolean => channelName?.startsWith('mpdm-') === true;

/** Of the message whose menu was opened. */
export const conversationOfShortcut = ({ channel, message, message_ts: ts }: MessageShortcut): Conversation =>
  conversationIn({ channel: channel.id, ts, thread_ts: inThread.parse(message).thread_ts });

/** Of the message whose button was pressed. */
export function conversationOfPress({ container, channel }: Pick<BlockAction, 'container' | 'channel'>): Conversation {
  const { message_ts, channel_id } = container;
  const { thread_ts } = inThread.parse(container);
  return conversationIn({ channel: channel?.id ?? String(channel_id), ts: String(message_ts), thread_ts });
}

const inThread = z.looseObject({ thread_ts: z.string().optional().catch(undefined) });
