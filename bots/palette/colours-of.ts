import { findPicture } from '#core/assets/find-picture.ts';
import type { Deps } from '#core/deps.ts';
import { whyNoPicture } from '#core/generations/source-picture.ts';
import { coloursOfPicture } from '#core/palettes/colours-of-picture.ts';
import { asRefusal } from './read-given.ts';

/** All colours of a kept picture; undefined if it has more than a palette holds. @throws Failure picture_gone, bad_palette */
export async function coloursOf(deps: Deps, assetId: string) {
  const picture = await findPicture(deps, { id: assetId });
  if (!picture) throw await whyNoPicture(deps, assetId);
  return coloursOfPicture(deps.pixelThreads, await deps.storage.get(picture.storageKey)).catch(asRefusal);
}
