import type { Deps } from '../deps.ts';

/** What an account's own pages show of it. @throws Error if it is gone */
export async function readProfile({ db }: Pick<Deps, 'db'>, userId: string) {
  const { accounts, ...user } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...{ id: true, email: true, name: true, emailVerified: true, createdAt: true },
      accounts: { where: { providerId: 'credential' }, select: { id: true } },
    },
  });
  return { ...user, hasPassword: accounts.length > 0 };
}
