import type { Deps } from '../../deps.ts';

/** At a time, so that no wallet is locked for long. */
const walletsAtOnce = 50;

/** Zeroes every lot past its expiry. Returns how many credits that were. */
export async function expireLots(deps: Pick<Deps, 'db'>): Promise<number> {
  let expired = 0;
  for (;;) {
    const [row] = await deps.db.$queryRaw<Array<{ wallets: number; credits: number }>>`
      SELECT wallets, credits FROM expire_lots(${walletsAtOnce}::int)`;
    expired += row?.credits ?? 0;
    if ((row?.wallets ?? 0) < walletsAtOnce) return expired;
  }
}
