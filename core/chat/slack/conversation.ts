import type { ReplyTarget } from '../target.ts';

/** Where a message is in Slack: a channel, or a thread in it. */
export interface Conversation {
  channel: string;
  /** The thread's parent message. */
  thread_ts?: string;
}

/** A reply target in Slack's terms. */
export const conversationOf = ({ channelId, threadId }: Pick<ReplyTarget, 'channelId' | 'threadId'>): Conversation =>
  threadId === undefined ? { channel: channelId } : { channel: channelId, thread_ts: threadId };
