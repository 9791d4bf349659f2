import { findPicture } from '../assets/find-picture.ts';
import { keepsColours } from '../assets/keeps-colours.ts';
import type { Deps } from '../deps.ts';
import type { Owner } from '../generations/owner.ts';
import { findSourcePicture, whyNoPicture } from '../generations/source-picture.ts';
import { pictureGone } from '../generations/tool-refusals.ts';
import { toolRequest } from '../generations/tool-request.ts';
import type { Wanted } from '../generations/wanted.ts';
import { ImageError } from '../images/image-error.ts';
import { type ColourWish, inOtherColours } from '../palettes/in-other-colours.ts';
import { StorageError } from '../ports/storage.ts';
import { keyOfPress } from './pixel-art.ts';

/**
 * A stored picture in other colours, whoever's it is. Made here once, so that whoever presses is told at once if none come of it; the worker makes it again, and keeps
 * it. @throws Failure picture_gone, tool_does_not_apply, cannot_recolour
 */
export async function recolouringOfAsset(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'pixelThreads'>,
  assetId: string,
  { who, pixel }: { who: Owner; pixel: ColourWish },
): Promise<Wanted> {
  const tool = 'recolour';
  const wanted = toolRequest(await findSourcePicture(deps, assetId), { tool, assetId }, who);
  const picture = await findPicture(deps, { id: assetId });
  if (!picture) throw await whyNoPicture(deps, assetId);
  const made = await madeNow(deps, picture, pixel).catch((error: unknown) => {
    if (error instanceof ImageError) throw keepsColours('unreadable');
    throw error instanceof StorageError && error.code === 'not_found' ? pictureGone() : error;
  });
  if ('unchanged' in made) throw keepsColours(made.unchanged);
  return { ...wanted, pixel, pressKey: keyOfPress(`${tool}:${assetId}`, pixel) };
}

const madeNow = async (
  deps: Pick<Deps, 'storage' | 'pixelThreads'>,
  { storageKey }: { storageKey: string },
  pixel: ColourWish,
) => inOtherColours(deps, await deps.storage.get(storageKey), pixel);
