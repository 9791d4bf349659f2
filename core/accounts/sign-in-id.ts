import { platforms } from '../chat/platforms.ts';
import { isDuplicate } from '../database/is-duplicate.ts';
import type { Deps } from '../deps.ts';
import type { ChatUser } from './chat-user.ts';
import { chatUserHash } from './chat-user-hash.ts';

/** The id under which better-auth keeps a way to sign in: the keyed hash of the person. The id itself lies sealed with the identity. */
export const signInIdOf = (chatUserHash: Uint8Array): string => `hash:${Buffer.from(chatUserHash).toString('hex')}`;

/** The same in rows of the version before. */
const readableIdOf = ({ platform, teamId, userId }: ChatUser): string =>
  platforms[platform].accountId({ teamId, externalId: userId });

/** Each id under which a person's way to sign in may be kept. */
export const signInIdsOf = (user: ChatUser, hash: Uint8Array): string[] => [signInIdOf(hash), readableIdOf(user)];

/**
 * The id under which better-auth finds or keeps this person's way to sign in. One of the version before becomes a keyed hash, once that may be: not
 * while processes of the version before still look for the readable one (core/keys/sealing.ts).
 */
export async function findSignInId({ db, keys }: Pick<Deps, 'db' | 'keys'>, user: ChatUser): Promise<string> {
  const hash = await chatUserHash({ keys }, user);
  if (await keys.sealing('accounts')) {
    await hashSignIn({ db }, user, hash);
    return signInIdOf(hash);
  }
  // Another process may have learned a few seconds earlier that it may be.
  const hashed = { providerId: user.platform, accountId: signInIdOf(hash) };
  return (await db.account.count({ where: hashed })) > 0 ? hashed.accountId : readableIdOf(user);
}

/** Makes the readable id of a way to sign in, if there is one, a keyed hash. Of two ways for one person the hashed one came first, and stays. */
export async function hashSignIn({ db }: Pick<Deps, 'db'>, user: ChatUser, hash: Uint8Array): Promise<void> {
  const where = { providerId: user.platform, accountId: readableIdOf(user) };
  try {
    await db.account.updateMany({ where, data: { accountId: signInIdOf(hash) } });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await db.account.deleteMany({ where });
  }
}
