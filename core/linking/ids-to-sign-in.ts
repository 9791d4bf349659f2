import type { Identity } from '../../prisma/generated/client.ts';
import { openChatId } from '../accounts/chat-id.ts';
import { chatUserHash } from '../accounts/chat-user-hash.ts';
import { signInIdOf, signInIdsOf } from '../accounts/sign-in-id.ts';
import { openTeamId } from '../chat/place-id.ts';
import type { Deps } from '../deps.ts';

/** Each id under which this identity may sign in to its account; undefined if nothing tells any more. */
export async function idsToSignIn(
  deps: Pick<Deps, 'keys' | 'log'>,
  identity: Pick<
    Identity,
    'platform' | 'teamId' | 'teamIdSealed' | 'externalId' | 'externalIdHash' | 'externalIdSealed'
  >,
): Promise<string[] | undefined> {
  const { platform, externalIdHash } = identity;
  const [userId, teamId] = [await openChatId(deps, identity), await openTeamId(deps, identity)];
  if (userId === undefined || teamId === undefined) return externalIdHash ? [signInIdOf(externalIdHash)] : undefined;
  const user = { platform, teamId, userId };
  return signInIdsOf(user, externalIdHash ?? (await chatUserHash(deps, user)));
}
