import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { markOfAddress } from './marks.ts';

/**
 * A new account has what is remembered of the one that had its address when it was erased: erasing lifts no block, and brings no month of the Free
 * plan twice, with other chat identities either.
 */
export async function recallAddress(
  db: Pick<Prisma.TransactionClient, 'rememberedPerson' | 'user'>,
  deps: Pick<Deps, 'keys'>,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const remembered = await findRemembered(db, deps, email);
  if (!remembered) return;
  const { isBlocked, freeMonth } = remembered;
  await db.user.update({
    where: { id },
    data: { hadFreeMonth: freeMonth, ...(isBlocked ? { blockedAt: new Date() } : {}) },
  });
}

/** Whether the account that had this address was blocked when it was erased. */
export const isAddressBlocked = async (
  db: Pick<Prisma.TransactionClient, 'rememberedPerson'>,
  deps: Pick<Deps, 'keys'>,
  email: string,
): Promise<boolean> => (await findRemembered(db, deps, email))?.isBlocked ?? false;

const findRemembered = async (
  db: Pick<Prisma.TransactionClient, 'rememberedPerson'>,
  deps: Pick<Deps, 'keys'>,
  email: string,
) => db.rememberedPerson.findFirst({ where: { mark: await markOfAddress(deps, email), until: { gt: new Date() } } });

/** Of `remember_people`: how long. */
const rememberedMonths = 13;

/** Before an account is erased. Returns how many addresses are remembered: none, if there is nothing to remember. */
export async function rememberAddress(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'keys'>,
  { userId, identityIds }: { userId: string; identityIds: readonly string[] },
): Promise<number> {
  const select = { email: true, blockedAt: true, hadFreeMonth: true } as const;
  const user = await tx.user.findUnique({ where: { id: userId }, select });
  if (!user) return 0;
  const had = await tx.freeMonth.aggregate({
    where: { OR: [{ userId }, { identityId: { in: [...identityIds] } }] },
    _max: { month: true },
  });
  const freeMonth = later(user.hadFreeMonth, had._max.month);
  const isBlocked = user.blockedAt !== null;
  if (!isBlocked && freeMonth === null) return 0;
  const until = new Date();
  until.setUTCMonth(until.getUTCMonth() + rememberedMonths);
  const mark = await markOfAddress(deps, user.email);
  const kept = { hadTrial: false, isBlocked, freeMonth, until };
  await tx.rememberedPerson.upsert({ where: { mark }, create: { mark, ...kept }, update: kept });
  return 1;
}

const later = (one: Date | null, other: Date | null) => (one === null || (other !== null && other > one) ? other : one);
