import { randomUUID } from 'node:crypto';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { chatUserHash } from '#core/accounts/chat-user-hash.ts';
import { placeHashOf } from '#core/chat/place-hash.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { Deps } from '#core/deps.ts';
import { sealText } from '#core/keys/stored-text.ts';
import { buildDiscordId } from './discord-id.ts';

export interface TestUser {
  userId: string;
  walletId: string;
  identityId: string;
  sessionId: string;
  email: string;
  /** The person as the chat knows them. */
  chatUser: ChatUser;
}

/** An account with a linked identity, signed in in one browser; with keys, the identity's id is sealed. */
export async function buildUser(
  { db, keys }: Pick<Deps, 'db'> & Partial<Pick<Deps, 'keys'>>,
  { platform = 'discord', teamId = '', credits = 0 }: Partial<Omit<ChatUser, 'userId'>> & { credits?: number } = {},
): Promise<TestUser> {
  const [userId, identityId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const email = `${userId}@example.com`;
  const externalId = platform === 'discord' ? buildDiscordId() : randomUUID();
  const chatUser: ChatUser = { platform, teamId, userId: externalId };
  const { walletId } = await db.user.create({ data: { id: userId, email, emailVerified: true } });
  const isSealed = keys && (await keys.sealing('places'));
  await db.identity.create({
    data: {
      ...{ id: identityId, platform, walletId, userId },
      teamId: isSealed ? '' : teamId,
      teamIdSealed: isSealed ? sealText(await keys.of({ userId }), teamId) : null,
      teamIdHash: isSealed ? await placeHashOf({ keys }, { platform, externalId: teamId }) : null,
      externalId: isSealed ? null : externalId,
      externalIdSealed: isSealed ? sealText(await keys.of({ userId }), externalId) : null,
      // As add_chat_user() reads it from the id, before that is sealed.
      chatAccountAt: platform === 'discord' ? new Date(Date.now() - 400 * 24 * 3_600_000) : null,
      externalIdHash: isSealed ? await chatUserHash({ keys }, chatUser) : null,
      ...{ name: 'ada', placeName: 'Sprite Forge', linkedAt: new Date() },
    },
  });
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { id: sessionId, userId, token: randomUUID(), expiresAt } });
  if (credits > 0)
    await grantCredits({ db }, { walletId, origin: 'trial', amount: credits, key: `trial:${identityId}` });
  return { userId, walletId, identityId, sessionId, email, chatUser };
}
