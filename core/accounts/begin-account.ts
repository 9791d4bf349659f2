import type { Prisma } from '../../prisma/generated/client.ts';
import type { Asked } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { noteConsent } from '../privacy/consents/note-consent.ts';
import { blockAgain } from '../privacy/erasure/block-again.ts';

/**
 * What every new account begins with: the policy and the terms accepted, as stands beside the button; and a block that an erasure did not lift.
 * `tx`: the transaction that makes it, if there is one.
 */
export async function beginAccount(
  deps: Pick<Deps, 'db' | 'keys'>,
  account: { id: string; email: string },
  tx: Asked & Pick<Prisma.TransactionClient, 'rememberedPerson' | 'user'> = deps.db,
): Promise<void> {
  await noteConsent(tx, { userId: account.id, identityId: null }, 'accepted');
  await blockAgain(tx, deps, account);
}
