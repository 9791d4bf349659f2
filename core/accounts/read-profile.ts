import type { Deps } from '../deps.ts';
import { openAccountName } from './name.ts';

/** What an account's own pages show of it. @throws Error if it is gone; StorageError unavailable, if the key store is away */
export async function readProfile(deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string) {
  const { accounts, name, nameSealed, ...user } = await deps.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...{ id: true, email: true, name: true, nameSealed: true, emailVerified: true, createdAt: true },
      deletionDueAt: true,
      accounts: { where: { providerId: 'credential' }, select: { id: true } },
    },
  });
  return { ...user, name: await openAccountName(deps, { name, nameSealed }), hasPassword: accounts.length > 0 };
}
