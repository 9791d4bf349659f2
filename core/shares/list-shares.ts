import type { Prisma } from '../../prisma/generated/client.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';
import { openShare } from './seen.ts';
import { type OwnShare, ownShares, shareColumns } from './share-row.ts';

type Listing = Pick<Deps, 'db' | 'keys' | 'log' | 'config'>;

/** One that its owner ended is gone for them. */
const notTakenBack: Prisma.ShareWhereInput = { OR: [{ revokedAt: null }, { revokedByOperator: true }] };

/** An account's links, newest first, beginning after `after`; with `assetId` those that show this image. */
export async function listShares(
  deps: Listing,
  userId: string,
  wanted: { assetId?: string | undefined; after?: Pick<OwnShare, 'createdAt' | 'id'> | undefined; limit: number },
): Promise<OwnShare[]> {
  const { assetId, after, limit } = wanted;
  const rows = await deps.db.share.findMany({
    where: {
      userId,
      AND: [
        notTakenBack,
        ...(assetId === undefined ? [] : [{ pictures: { some: { assetId } } }]),
        ...(after
          ? [{ OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }]
          : []),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    include: shareColumns,
  });
  return ownShares(deps, rows, await databaseNow(deps));
}

/** How many of an account's open links are to some of these images. */
export const countLinksTo = async ({ db }: Pick<Deps, 'db'>, userId: string, ids: string[]): Promise<number> =>
  db.share.count({
    where: { userId, ...openShare(await databaseNow({ db })), pictures: { some: { assetId: { in: ids } } } },
  });

/** One of an account's links. @throws Failure not_found */
export async function readShare(deps: Listing, where: { id: string; userId: string }): Promise<OwnShare> {
  const row = await deps.db.share.findFirst({ where: { ...where, ...notTakenBack }, include: shareColumns });
  const [share] = row ? await ownShares(deps, [row], await databaseNow(deps)) : [];
  if (!share) throw noSuchLink();
  return share;
}

export const noSuchLink = () => notFound('There is no such link');
