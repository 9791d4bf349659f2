import { shown } from '../assets/shown.ts';
import type { Deps } from '../deps.ts';
import { findGeneration } from '../generations/find.ts';
import type { Owner } from '../generations/owner.ts';
import { findSourcePicture } from '../generations/source-picture.ts';
import { notFound } from '../not-found.ts';

type Reading = Pick<Deps, 'db' | 'keys' | 'log'>;

/** An account, for what asks for anybody in a chat, too. */
export const ownerOf = (userId: string): Owner => ({ userId, identityId: null });

/** An account's own picture, for what is to be made of it. On the pages nobody sees anybody else's. @throws Failure not_found */
export async function findOwnSource(deps: Reading, { userId, id }: { userId: string; id: string }) {
  const exists = await deps.db.asset.count({
    where: { id, userId, ...shown },
  });
  if (exists === 0) throw notFound('There is no such image');
  return findSourcePicture(deps, id);
}

/** An account's own request. @throws Failure not_found */
export async function findOwnRequest(deps: Reading, { userId, id }: { userId: string; id: string }) {
  const exists = await deps.db.generation.count({ where: { id, userId } });
  if (exists === 0) throw notFound('There is no such request');
  return findGeneration(deps, id);
}
