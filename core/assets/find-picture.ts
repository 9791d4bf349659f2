import type { Deps } from '../deps.ts';
import { openText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';
import { inGalleryOf, type Shared } from '../teams/gallery/shared.ts';
import { pictureType } from './picture-type.ts';
import { wordsOf } from './words-of.ts';

/**
 * An image, with its storage keys; undefined if it does not exist or was deleted. `userId`: the account whose it must be; `sharedWith`: the team to which
 * its owner shows it. Without either, its id alone is asked for, and the caller knows why that is enough.
 */
export async function findPicture(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, sharedWith, id }: { userId?: string; sharedWith?: Shared; id: string },
) {
  const asset = await deps.db.asset.findFirst({
    where: {
      id,
      deletedAt: null,
      hiddenAt: null,
      flaggedAt: null,
      ...(userId === undefined ? {} : { userId }),
      ...(sharedWith === undefined ? {} : inGalleryOf(sharedWith)),
    },
    include: {
      generation: {
        select: { prompt: true, promptSealed: true, model: true, originModel: true, size: true, tool: true },
      },
    },
  });
  return asset
    ? {
        ...asset,
        tool: toolName.nullable().parse(asset.generation?.tool ?? null),
        contentType: pictureType.parse(asset.contentType),
        prompt: await openText(deps, wordsOf(asset)),
      }
    : undefined;
}
