import type { ChatUser } from '../accounts/chat-user.ts';
import { identify } from '../accounts/identify.ts';
import type { Deps } from '../deps.ts';
import { linkIdentity } from './link-identity.ts';
import type { ChatPerson } from './person.ts';

/** Adds a sign-in by a chat to an account, and links the chat identity that proved it: both, or neither. */
export async function linkSignIn(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>,
  account: { id: string; userId: string },
  person: ChatUser & ChatPerson,
): Promise<void> {
  try {
    const { identityId } = await identify(deps, person, { signsIn: true });
    await linkIdentity(deps, { identityId, userId: account.userId, person });
  } catch (error) {
    // A sign-in without the identity would be a second truth.
    await deps.db.account.deleteMany({ where: { id: account.id } });
    throw error;
  }
}
