import type { Platform } from './platforms.ts';

/** Where in a chat something is answered, and how it can be reached. */
export interface ReplyTarget {
  platform: Platform;
  /** The Discord server, or the Slack team that installed us and whose token is used; empty in a direct message on Discord. */
  workspaceId: string;
  channelId: string;
  /** In Slack, the thread's parent message. */
  threadId?: string;
  /** Who asked, by the chat's own id. */
  userId: string;
  /** The chat marks the place as being for adults alone. */
  isAgeRestricted?: boolean;
  /** Nobody but who asked may see what is answered, in no way of delivery: docs/decisions/0074-what-is-for-one-person-alone.md. */
  isPrivate?: boolean;
  /** Maximum size of one file here, in bytes. */
  fileLimit: number;
  /** Discord's interaction token or Slack's response_url; absent once it is of no use. */
  replyToken?: string;
  replyExpiresAt?: Date;
}
