import type { Keys } from '../keys/keys.ts';
import type { ChatUser } from './chat-user.ts';

/** The keyed hash by which a person of a chat is found. */
export const chatUserHash = (
  { keys }: { keys: Pick<Keys, 'lookup'> },
  { platform, teamId, userId }: ChatUser,
): Promise<Uint8Array<ArrayBuffer>> => keys.lookup('chat user', `${platform}:${teamId}:${userId}`);
