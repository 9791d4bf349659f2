import type { Deps } from '../deps.ts';
import { openText } from '../keys/stored-text.ts';
import { pictureType } from './picture-type.ts';
import { wordsOf } from './words-of.ts';

/** An account's image, with its storage keys; undefined if it does not exist or was deleted. */
export async function findPicture(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id }: { userId: string; id: string },
) {
  const asset = await deps.db.asset.findFirst({
    where: { id, userId, deletedAt: null, flaggedAt: null },
    include: { generation: { select: { prompt: true, promptSealed: true } } },
  });
  return asset
    ? {
        ...asset,
        contentType: pictureType.parse(asset.contentType),
        prompt: await openText(deps, wordsOf(asset)),
      }
    : undefined;
}
