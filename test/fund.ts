import { randomUUID } from 'node:crypto';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { World } from './world.ts';

/** Makes sure that a person has at least that many credits; they are bought, so no daily limit applies. Returns the balance. */
export async function fund({ deps }: World, user: ChatUser, atLeast: number): Promise<number> {
  const { walletId, balance } = await identify(deps, user);
  if (balance >= atLeast) return balance;
  await grantCredits(deps, { walletId, origin: 'purchase', amount: atLeast - balance, key: randomUUID() });
  return atLeast;
}
