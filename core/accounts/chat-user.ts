import type { Platform } from '../chat/platforms.ts';

/** A person in a chat, by the chat's own ids. */
export interface ChatUser {
  platform: Platform;
  /** The person's own Slack team; empty on Discord. */
  teamId: string;
  userId: string;
}

/** The person whom one string names, as operators and ways to sign in have it (`accountId` of core/chat/platforms.ts); in Slack `T…:U…`. */
export function chatUserOf({ by: platform, chatId }: { by: Platform; chatId: string }): ChatUser {
  switch (platform) {
    case 'discord':
      return { platform, teamId: '', userId: chatId };
    case 'slack': {
      const [teamId = '', userId = ''] = chatId.split(':');
      return { platform, teamId, userId };
    }
  }
}
