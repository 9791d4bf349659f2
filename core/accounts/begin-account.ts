import type { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { noteConsent } from '../privacy/consents/note-consent.ts';
import { blockAgain } from '../privacy/erasure/block-again.ts';

/** What every new account begins with: the policy and the terms accepted, as stands beside the button; and a block that an erasure did not lift. */
export async function beginAccount(
  tx: Pick<Prisma.TransactionClient, '$queryRaw' | 'rememberedPerson' | 'user'>,
  deps: Pick<Deps, 'keys'>,
  account: { id: string; email: string },
): Promise<void> {
  await noteConsent(tx, { userId: account.id, identityId: null }, 'accepted');
  await blockAgain(tx, deps, account);
}
