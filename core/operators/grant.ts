import type { Deps } from '../deps.ts';

type WithDb = Pick<Deps, 'db'>;

/**
 * Makes an operator of the account that has this confirmed address at this moment. It is the account that is one from then on: an
 * address that is confirmed, changed to or brought along by a chat later makes nobody an operator. False: there is no such account.
 * @throws Error where only a chat says that the address is theirs
 */
export async function addOperator(deps: WithDb, email: string): Promise<boolean> {
  const user = await findAccount(deps, email);
  if (!user) return false;
  if (user.emailProvenAt === null)
    throw new Error(
      `Only a chat says that ${email.trim()} belongs to that account. Choose a password with “Forgot password” first: its mail proves the address.`,
    );
  await deps.db.operator.upsert({ where: { userId: user.id }, create: { userId: user.id }, update: {} });
  return true;
}

/** False: there is no such account. */
export async function removeOperator(deps: WithDb, email: string): Promise<boolean> {
  const user = await findAccount(deps, email);
  if (!user) return false;
  await deps.db.operator.deleteMany({ where: { userId: user.id } });
  return true;
}

/** The addresses of all there are. */
export async function listOperators({ db }: WithDb): Promise<string[]> {
  const operators = await db.operator.findMany({ include: { user: true }, orderBy: { grantedAt: 'asc' } });
  return operators.map(({ user }) => user.email);
}

const findAccount = ({ db }: WithDb, email: string) =>
  db.user.findFirst({
    where: { email: email.trim().toLowerCase(), emailVerified: true },
    select: { id: true, emailProvenAt: true },
  });
