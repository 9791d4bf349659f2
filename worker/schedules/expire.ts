import { expireLots } from '#core/billing/books/expire-lots.ts';
import type { Deps } from '#core/deps.ts';

export async function expire(deps: Deps): Promise<number> {
  const credits = await expireLots(deps);
  if (credits > 0) deps.log.info({ credits }, 'expired');
  return credits;
}
