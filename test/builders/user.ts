import { randomUUID } from 'node:crypto';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { Deps } from '#core/deps.ts';
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

/** An account with a linked identity, signed in in one browser. */
export async function buildUser(
  { db }: Pick<Deps, 'db'>,
  { platform = 'discord', teamId = '', credits = 0 }: Partial<Omit<ChatUser, 'userId'>> & { credits?: number } = {},
): Promise<TestUser> {
  const [userId, identityId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const email = `${userId}@example.com`;
  const externalId = platform === 'discord' ? buildDiscordId() : randomUUID();
  const { walletId } = await db.user.create({ data: { id: userId, email, emailVerified: true } });
  await db.identity.create({
    data: {
      ...{ id: identityId, platform, teamId, externalId, walletId, userId },
      ...{ name: 'ada', placeName: 'Sprite Forge', linkedAt: new Date() },
    },
  });
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { id: sessionId, userId, token: randomUUID(), expiresAt } });
  if (credits > 0)
    await grantCredits({ db }, { walletId, origin: 'trial', amount: credits, key: `trial:${identityId}` });
  return { userId, walletId, identityId, sessionId, email, chatUser: { platform, teamId, userId: externalId } };
}
