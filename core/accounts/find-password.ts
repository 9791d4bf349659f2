import type { Deps } from '../deps.ts';

/** An account's stored password hash; undefined if it is signed in to by chat alone. */
export async function findPassword({ db }: Pick<Deps, 'db'>, userId: string): Promise<string | undefined> {
  const account = await db.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  });
  return account?.password ?? undefined;
}

/** The account that has this address, and its password; undefined if there is none. */
export async function findPasswordByEmail(
  deps: Pick<Deps, 'db'>,
  email: string,
): Promise<{ userId: string; password: string | undefined } | undefined> {
  const user = await deps.db.user.findUnique({ where: { email }, select: { id: true } });
  return user ? { userId: user.id, password: await findPassword(deps, user.id) } : undefined;
}
