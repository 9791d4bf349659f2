import type { AdminAction } from '#core/contract/admin.ts';
import { moneyText } from '#core/contract/money.ts';
import type { Deps } from '#core/deps.ts';
import { credits } from '#core/generations/refusals.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';

export const adminListActions: ApiHandler<'adminListActions'> = async ({ deps }, { query }) => {
  const { limit, walletId } = query;
  const after = readCursor(query.cursor);
  const rows = await deps.db.adminAction.findMany({
    where: {
      ...(walletId === undefined ? {} : { OR: await ofWallet(deps, walletId) }),
      ...(after
        ? {
            AND: { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] },
          }
        : {}),
    },
    include: { outcome: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return pageOf(rows, limit, presentAction, writeCursor);
};

type Row = Prisma.AdminActionGetPayload<{ include: { outcome: true } }>;

/** Also what was done while somebody in it was a guest still, with a wallet of their own. */
async function ofWallet({ db }: Pick<Deps, 'db'>, walletId: string): Promise<Prisma.AdminActionWhereInput[]> {
  const wallet = await db.wallet.findUnique({
    where: { id: walletId },
    select: { user: { select: { id: true } }, identities: { select: { id: true } } },
  });
  const identityIds = wallet?.identities.map(({ id }) => id) ?? [];
  return [{ walletId }, ...(wallet?.user ? [{ userId: wallet.user.id }] : []), { identityId: { in: identityIds } }];
}

function presentAction(row: Row): AdminAction {
  const { id, operatorEmail: operator, kind, walletId, reason, outcome } = row;
  return {
    id,
    operator,
    kind,
    words: actionWords(row),
    walletId,
    reason,
    outcome: outcome === null ? 'begun' : outcome.isDone ? 'done' : 'refused',
    detail: outcome?.detail ?? '',
    createdAt: row.createdAt.toISOString(),
  };
}

function actionWords({ kind, amount, currency, userId }: Row): string {
  switch (kind) {
    case 'grant':
      return `Granted ${credits(amount ?? 0)}`;
    case 'correct':
      return `Took ${credits(-(amount ?? 0))}`;
    case 'refund':
      return `Refunded ${moneyText({ amount: amount ?? 0, currency: currency ?? 'usd' })}`;
    case 'block':
      return userId === null ? 'Blocked the guest' : 'Blocked the account';
    case 'unblock':
      return userId === null ? 'Unblocked the guest' : 'Unblocked the account';
  }
}
