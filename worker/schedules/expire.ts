import { expireLots } from '#core/billing/books/expire-lots.ts';
import type { Deps } from '#core/deps.ts';
import { forgetUnpaidDays } from '#core/generations/unpaid.ts';

export async function expire(deps: Deps): Promise<number> {
  const credits = await expireLots(deps);
  if (credits > 0) deps.log.info({ credits }, 'expired');
  // What a worker that was killed left half-written in the store is past its time, too.
  await deps.storage.tidy();
  await forgetUnpaidDays(deps);
  return credits;
}
