import { tellNewAddress } from '#core/billing/customer.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';

export async function customerAddress(deps: Deps, { customerId }: JobData<'customer-address'>): Promise<undefined> {
  await tellNewAddress(deps, customerId);
}
