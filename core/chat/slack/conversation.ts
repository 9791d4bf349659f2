import type { ReplyTarget } from '../target.ts';

/** Where a message is in Slack: a channel, or a thread in it. */
export interface Conversation {
  channel: string;
  /** The thread's parent message. */
  thread_ts?: string;
}

/** Of a direct message of two, with the bot or between people: https://docs.slack.dev/reference/objects/conversation-object */
export const isDirectId = (channelId: string): boolean => channelId.startsWith('D');

/** A reply target in Slack's terms. */
export const conversationOf = ({ channelId, threadId }: Pick<ReplyTarget, 'channelId' | 'threadId'>): Conversation =>
  threadId === undefined ? { channel: channelId } : { channel: channelId, thread_ts: threadId };
