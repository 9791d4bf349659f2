import type { Deps } from '../deps.ts';

export interface Grant {
  walletId: string;
  origin: 'trial' | 'purchase' | 'plan' | 'grant';
  amount: number;
  /** Granting twice with one key grants once. */
  key: string;
  expiresAt?: Date | undefined;
}

/** Adds credits to a wallet as a lot of their own. Returns whether it did: false where the key was used before. */
export async function grantCredits(deps: Pick<Deps, 'db'>, grant: Grant): Promise<boolean> {
  const { walletId, origin, amount, key, expiresAt = null } = grant;
  const [row] = await deps.db.$queryRaw<Array<{ granted: boolean }>>`
    SELECT grant_credits(${walletId}::uuid, ${origin}::"LotOrigin", ${amount}::int, ${key}, ${expiresAt}) AS granted`;
  return row?.granted ?? false;
}
