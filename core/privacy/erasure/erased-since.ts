import type { ChatUser } from '../../accounts/chat-user.ts';
import { chatUserHash } from '../../accounts/chat-user-hash.ts';
import type { Deps } from '../../deps.ts';
import { markOf, markOfAddress } from './marks.ts';

/** Whether this person in a chat, or the account that had the address, was erased after that moment: then nothing they began before counts. */
export async function wasErasedSince(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: ChatUser,
  email: string | null | undefined,
  since: Date,
): Promise<boolean> {
  const marks = [await markOf(deps, await chatUserHash(deps, user))];
  if (email) marks.push(await markOfAddress(deps, email));
  return (await deps.db.rememberedPerson.count({ where: { mark: { in: marks }, erasedAt: { gte: since } } })) > 0;
}
