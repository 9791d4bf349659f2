import type { Deps } from '../deps.ts';
import { openFields, storedTextOf } from '../keys/stored-text.ts';

/** What a chat may show of an account to a person linked to it. @throws Error if it is gone */
export async function readLinked(deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string) {
  const { email, wallet, identities } = await deps.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      wallet: { select: { balance: true } },
      identities: { select: { platform: true, name: true, nameSealed: true } },
    },
  });
  const stored = identities.map(({ platform, name, nameSealed }) => ({
    platform,
    name: storedTextOf(name, nameSealed),
  }));
  return { email, balance: wallet.balance, identities: await openFields(deps, stored, 'name') };
}
