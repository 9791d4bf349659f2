import type { Deps } from '../deps.ts';
import { openText } from '../keys/stored-text.ts';
import { pictureType } from './picture-type.ts';
import { wordsOf } from './words-of.ts';

/**
 * An image, with its storage keys; undefined if it does not exist or was deleted. `userId`: the account whose it must be; without one, its id alone is
 * asked for, and the caller knows why that is enough.
 */
export async function findPicture(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id }: { userId?: string; id: string },
) {
  const asset = await deps.db.asset.findFirst({
    where: { id, deletedAt: null, hiddenAt: null, flaggedAt: null, ...(userId === undefined ? {} : { userId }) },
    include: {
      generation: { select: { prompt: true, promptSealed: true, model: true, originModel: true, size: true } },
    },
  });
  return asset
    ? {
        ...asset,
        contentType: pictureType.parse(asset.contentType),
        prompt: await openText(deps, wordsOf(asset)),
      }
    : undefined;
}
