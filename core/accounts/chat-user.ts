import type { Platform } from '../chat/platforms.ts';

/** A person in a chat, by the chat's own ids. */
export interface ChatUser {
  platform: Platform;
  /** The person's own Slack team; empty on Discord. */
  teamId: string;
  userId: string;
}
