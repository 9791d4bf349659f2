import { picturesLike } from '../abuse/hide.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import type { Choices } from './create-share.ts';
import { noSuchLink } from './list-shares.ts';

/** Whoever has it: an account, of its own links. */
interface Whose {
  id: string;
  userId: string;
}

/** Changes what a link shows and when it ends: one whose time is over can be opened again. @throws Failure not_found */
export async function changeShare({ db }: Pick<Deps, 'db'>, { id, userId }: Whose, choices: Partial<Choices>) {
  const { count } = await db.share.updateMany({ where: { id, userId, revokedAt: null }, data: choices });
  if (count === 0) throw noSuchLink();
}

/** Ends a link for good: the next look at it, and at its files, finds nothing. Again is harmless. @throws Failure not_found */
export async function revokeShare(deps: Pick<Deps, 'db'>, { id, userId }: Whose): Promise<void> {
  const { db } = deps;
  if ((await db.share.count({ where: { id, userId } })) === 0) throw noSuchLink();
  await db.share.updateMany({
    where: { id, userId, OR: [{ revokedAt: null }, { revokedByOperator: true }] },
    data: { revokedAt: await databaseNow(deps), revokedByOperator: false },
  });
}

/** An operator ends every link that shows a picture of this request, or a copy of one. */
export async function revokeSharesOf(deps: Pick<Deps, 'db'>, generationId: string): Promise<void> {
  const assetId = { in: await picturesLike(deps, generationId) };
  await deps.db.share.updateMany({
    where: { revokedAt: null, pictures: { some: { assetId } } },
    data: { revokedAt: await databaseNow(deps), revokedByOperator: true },
  });
}
