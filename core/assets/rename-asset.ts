import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { notFound } from '../not-found.ts';

/** Gives an image that no request made another title; of the others the words are what was asked. @throws Failure not_found */
export async function renameAsset(
  deps: Pick<Deps, 'db' | 'keys'>,
  { id, userId, title }: { id: string; userId: string; title: string },
): Promise<void> {
  const words = await sealWords(deps, { userId }, title);
  const { count } = await deps.db.asset.updateMany({
    where: { id, userId, deletedAt: null, trashedAt: null, generationId: null },
    data: { title: words.readable, titleSealed: words.sealed },
  });
  if (count === 0) throw notFound('There is no such image with a title of its own');
}
