import type { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { openText, storedTextOf, unreadable } from '../keys/stored-text.ts';
import type { ChatUser } from './chat-user.ts';
import { chatUserHash } from './chat-user-hash.ts';

/** The identity of a person of a chat: by the hash, or in a row of the version before by the id itself. */
export async function isChatUser(deps: Pick<Deps, 'keys'>, user: ChatUser): Promise<Prisma.IdentityWhereInput> {
  const { platform, teamId, userId: externalId } = user;
  return { OR: [{ externalIdHash: await chatUserHash(deps, user) }, { platform, teamId, externalId }] };
}

/** A row's id in the chat; undefined if it can no longer be read. @throws StorageError unavailable, if the key store is away */
export async function openChatId(
  deps: Pick<Deps, 'keys' | 'log'>,
  { externalId, externalIdSealed }: { externalId: string | null; externalIdSealed: Uint8Array | null },
): Promise<string | undefined> {
  const id = await openText(deps, storedTextOf(externalId ?? '', externalIdSealed));
  return id === unreadable ? undefined : id;
}
