import type { ChatUser } from '../../accounts/chat-user.ts';
import type { Deps } from '../../deps.ts';

/**
 * The keyed hash under which a chat identity that was erased is remembered, of the one by which it was found: so it is known of a restored row, too,
 * whose id nobody can read any more.
 */
export const markOf = ({ keys }: Pick<Deps, 'keys'>, chatUserHash: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  keys.lookup('remembered person', Buffer.from(chatUserHash).toString('hex'));

/** The version before remembered by the id itself; its last ones are forgotten 13 months later. */
export const markBeforeOf = (
  { keys }: Pick<Deps, 'keys'>,
  { platform, teamId, userId }: ChatUser,
): Promise<Uint8Array<ArrayBuffer>> => keys.lookup('remembered person', JSON.stringify([platform, teamId, userId]));

/** The same of an account's address: of one that an operator blocked, or that had a month of the Free plan. */
export const markOfAddress = ({ keys }: Pick<Deps, 'keys'>, email: string): Promise<Uint8Array<ArrayBuffer>> =>
  keys.lookup('remembered address', email.toLowerCase());
