import type { Prisma } from '../../prisma/generated/client.ts';
import type { Asked } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { noteConsent } from '../privacy/consents/note-consent.ts';
import { recallAddress } from '../privacy/erasure/remembered-address.ts';

/**
 * What every new account begins with: the policy and the terms accepted, as stands beside the button; and what an erasure left: a block, and the
 * month of the Free plan that was had.
 * `tx`: the transaction that makes it, if there is one.
 */
export async function beginAccount(
  deps: Pick<Deps, 'db' | 'keys'>,
  account: { id: string; email: string },
  tx: Asked & Pick<Prisma.TransactionClient, 'rememberedPerson' | 'user'> = deps.db,
): Promise<void> {
  await noteConsent({ db: tx, keys: deps.keys }, { userId: account.id, identityId: null }, 'accepted');
  await recallAddress(tx, deps, account);
}
