import type { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';

/** An action is one row and its outcome another, which may not exist yet. */
const withOutcome = { include: { outcome: true } } as const satisfies Prisma.AdminActionDefaultArgs;
export type ActionRow = Prisma.AdminActionGetPayload<typeof withOutcome>;

/** Operators' actions, newest first, beginning after `after`: all of them, or those about a wallet. */
export async function listActions(
  deps: Pick<Deps, 'db'>,
  wanted: { walletId?: string | undefined; after?: Pick<ActionRow, 'createdAt' | 'id'> | undefined; limit: number },
): Promise<ActionRow[]> {
  const { walletId, after, limit } = wanted;
  return deps.db.adminAction.findMany({
    where: {
      ...(walletId === undefined ? {} : { OR: await ofWallet(deps, walletId) }),
      ...(after
        ? {
            AND: { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] },
          }
        : {}),
    },
    ...withOutcome,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Includes actions from when one of its people was still a guest, with their own wallet. */
async function ofWallet({ db }: Pick<Deps, 'db'>, walletId: string): Promise<Prisma.AdminActionWhereInput[]> {
  const wallet = await db.wallet.findUnique({
    where: { id: walletId },
    select: { user: { select: { id: true } }, identities: { select: { id: true } } },
  });
  const identityIds = wallet?.identities.map(({ id }) => id) ?? [];
  return [{ walletId }, ...(wallet?.user ? [{ userId: wallet.user.id }] : []), { identityId: { in: identityIds } }];
}
