import type { ChatUser } from '../../accounts/chat-user.ts';
import type { Deps } from '../../deps.ts';

/** The keyed hash under which a chat identity that was erased is remembered. */
export const markOf = (
  { keys }: Pick<Deps, 'keys'>,
  { platform, teamId, userId }: ChatUser,
): Promise<Uint8Array<ArrayBuffer>> => keys.lookup('remembered person', JSON.stringify([platform, teamId, userId]));

/** The same of an account's address: only of one that an operator blocked. */
export const markOfAddress = ({ keys }: Pick<Deps, 'keys'>, email: string): Promise<Uint8Array<ArrayBuffer>> =>
  keys.lookup('remembered address', email.toLowerCase());
