import { tellNewAddress } from '#core/billing/customer.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';

export async function customerAddress(
  deps: Deps,
  { customerId }: JobData<'customer-address'>,
): Promise<Again | undefined> {
  const againInMs = await tellNewAddress(deps, customerId);
  return againInMs === undefined ? undefined : { againInMs };
}
