import type { Deps } from '../deps.ts';

type WithDb = Pick<Deps, 'db'>;

/**
 * Makes the account that has this confirmed address at this moment an operator. From then on the account is the operator: an
 * address that is later confirmed, changed to or brought along by a chat makes nobody an operator. False: there is no such account.
 * @throws Error if only a chat says that the address is theirs
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

/** The e-mail addresses of all operators. */
export async function listOperators({ db }: WithDb): Promise<string[]> {
  const operators = await db.operator.findMany({ include: { user: true }, orderBy: { grantedAt: 'asc' } });
  return operators.map(({ user }) => user.email);
}

const findAccount = ({ db }: WithDb, email: string) =>
  db.user.findFirst({
    where: { email: email.trim().toLowerCase(), emailVerified: true },
    select: { id: true, emailProvenAt: true },
  });
