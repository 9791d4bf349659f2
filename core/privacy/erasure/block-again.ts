import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { markOfAddress } from './marks.ts';

/** A new account is blocked if the one that had its address was when it was erased: erasing lifts no block. */
export async function blockAgain(
  db: Pick<Prisma.TransactionClient, 'rememberedPerson' | 'user'>,
  deps: Pick<Deps, 'keys'>,
  { id, email }: { id: string; email: string },
): Promise<void> {
  if (await isAddressBlocked(db, deps, email)) await db.user.update({ where: { id }, data: { blockedAt: new Date() } });
}

/** Whether the account that had this address was blocked when it was erased. */
export async function isAddressBlocked(
  db: Pick<Prisma.TransactionClient, 'rememberedPerson'>,
  deps: Pick<Deps, 'keys'>,
  email: string,
): Promise<boolean> {
  const mark = await markOfAddress(deps, email);
  const where = { mark, isBlocked: true, until: { gt: new Date() } };
  return (await db.rememberedPerson.count({ where })) > 0;
}

/** Of `remember_people`: how long. */
const rememberedMonths = 13;

/** Before an account is erased. Returns how many addresses are remembered. */
export async function rememberBlock(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'keys'>,
  userId: string,
): Promise<number> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true, blockedAt: true } });
  if (!user?.blockedAt) return 0;
  const until = new Date();
  until.setUTCMonth(until.getUTCMonth() + rememberedMonths);
  const kept = { hadTrial: false, isBlocked: true, until };
  const mark = await markOfAddress(deps, user.email);
  await tx.rememberedPerson.upsert({ where: { mark }, create: { mark, ...kept }, update: kept });
  return 1;
}
