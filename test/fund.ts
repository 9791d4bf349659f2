import { randomUUID } from 'node:crypto';
import { type ChatUser, identify } from '#core/accounts/identify.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { World } from './world.ts';

/** Sees to it that a person has at least so many credits, bought ones, which know no daily limit. Returns what they have then. */
export async function fund({ deps }: World, user: ChatUser, atLeast: number): Promise<number> {
  const { walletId, balance } = await identify(deps, user);
  if (balance >= atLeast) return balance;
  await grantCredits(deps, { walletId, origin: 'purchase', amount: atLeast - balance, key: randomUUID() });
  return atLeast;
}
