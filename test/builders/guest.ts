import type { ChatUser } from '#core/accounts/chat-user.ts';
import { type Guest, identify } from '#core/accounts/identify.ts';
import type { Deps } from '#core/deps.ts';
import { withKeys } from '../keys.ts';
import { buildDiscordId } from './discord-id.ts';

/** A person who asks in chat for the first time. */
export const buildGuest = (
  { db, keys }: Pick<Deps, 'db'> & Partial<Pick<Deps, 'keys'>>,
  over: Partial<ChatUser> = {},
): Promise<Guest> =>
  identify(keys ? { db, keys } : withKeys({ db }), {
    ...{ platform: 'discord', teamId: '', userId: buildDiscordId() },
    ...over,
  });

/** One whom the version before wrote down: without a key, and their id can be read. */
export async function buildGuestOfBefore({
  db,
}: Pick<Deps, 'db'>): Promise<{ identityId: string; chatUser: ChatUser }> {
  const chatUser = { platform: 'discord', teamId: '', userId: buildDiscordId() } as const;
  await db.$queryRaw`SELECT identity_id FROM identify('discord', '', ${chatUser.userId}, 1, 1)`;
  const { id } = await db.identity.findFirstOrThrow({ where: { externalId: chatUser.userId } });
  return { identityId: id, chatUser };
}
