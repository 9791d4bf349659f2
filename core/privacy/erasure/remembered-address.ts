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
  const { freeMonth, blockedUntil } = remembered;
  await db.user.update({
    where: { id },
    data: { hadFreeMonth: freeMonth, ...(stillBlocked(remembered) ? { blockedAt: new Date(), blockedUntil } : {}) },
  });
}

/** Whether the account that had this address was blocked when it was erased. */
export const isAddressBlocked = async (
  db: Pick<Prisma.TransactionClient, 'rememberedPerson'>,
  deps: Pick<Deps, 'keys'>,
  email: string,
): Promise<boolean> => {
  const remembered = await findRemembered(db, deps, email);
  return remembered !== null && stillBlocked(remembered);
};

const stillBlocked = ({ isBlocked, blockedUntil }: { isBlocked: boolean; blockedUntil: Date | null }) =>
  isBlocked && (blockedUntil === null || blockedUntil > new Date());

const findRemembered = async (
  db: Pick<Prisma.TransactionClient, 'rememberedPerson'>,
  deps: Pick<Deps, 'keys'>,
  email: string,
) => db.rememberedPerson.findFirst({ where: { mark: await markOfAddress(deps, email), until: { gt: new Date() } } });

/** Of `remember_people`: how long. */
const rememberedMonths = 13;
/** Longer than anybody may take at a chat's page to sign in. */
const briefMs = 15 * 60_000;

/**
 * Before an account is erased. Returns how many addresses are remembered: none, if there is nothing to remember but when, for as long as somebody may
 * come back from a sign-in that was begun before.
 */
export async function rememberAddress(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'keys'>,
  { userId, identityIds }: { userId: string; identityIds: readonly string[] },
): Promise<number> {
  const select = { email: true, blockedAt: true, blockedUntil: true, hadFreeMonth: true } as const;
  const user = await tx.user.findUnique({ where: { id: userId }, select });
  if (!user) return 0;
  const had = await tx.freeMonth.aggregate({
    where: { OR: [{ userId }, { identityId: { in: [...identityIds] } }] },
    _max: { month: true },
  });
  const freeMonth = later(user.hadFreeMonth, had._max.month);
  const isBlocked = user.blockedAt !== null;
  const isBrief = !isBlocked && freeMonth === null;
  const erasedAt = new Date();
  const until = new Date(erasedAt.getTime() + briefMs);
  if (!isBrief) until.setUTCMonth(until.getUTCMonth() + rememberedMonths);
  const mark = await markOfAddress(deps, user.email);
  const kept = { hadTrial: false, isBlocked, blockedUntil: user.blockedUntil, freeMonth, erasedAt, until };
  await tx.rememberedPerson.upsert({ where: { mark }, create: { mark, ...kept }, update: kept });
  return isBrief ? 0 : 1;
}

const later = (one: Date | null, other: Date | null) => (one === null || (other !== null && other > one) ? other : one);
