import { breakAsset, findUnproven } from '#core/assets/prove.ts';
import type { Deps } from '#core/deps.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import type { JobData } from '#core/jobs.ts';
import { StorageError } from '#core/ports/storage.ts';
import { proveImage } from '../images/prove-image.ts';
import { createProven } from '../proven.ts';

/** However many people wait, a picture is decoded after this long. */
const patienceMs = 60_000;

/**
 * Decodes a request's posted pictures whole, one after the other, while nobody waits for this process, and keeps their thumbnails. A picture that
 * turns out to be broken is deleted: its credits go back, and its messages are changed to say so. Killed at any point, it is done again, and none of
 * it twice.
 */
export async function prove(deps: Deps, { generationId }: JobData<'prove'>): Promise<undefined> {
  const proven = deps.proven ?? createProven(deps, { most: 1 });
  for (const asset of deps.justStored?.take(generationId) ?? (await findUnproven(deps, generationId))) {
    if (proven.has(asset.id)) continue;
    await deps.quiet?.wait(patienceMs);
    try {
      const bytes = await deps.storage.get(asset.storageKey);
      const { frames } = readContainer(bytes);
      const thumbnail = await proveTwice({ ...asset, bytes, frames });
      await deps.storage.put(asset.thumbnailKey, thumbnail, { contentType: 'image/webp', owner: asset });
      await proven.note(asset);
    } catch (error) {
      // Deleted meanwhile, with its files.
      if (error instanceof StorageError && error.code === 'not_found') continue;
      // Slow is also what a machine is that is short of time: it is tried again.
      if (!(error instanceof ImageError) || error.code === 'too_slow') throw error;
      if (!(await breakAsset(deps, asset.id))) continue;
      deps.log.warn({ generationId, assetId: asset.id, code: error.code }, 'a posted picture is broken: taken back');
      deps.metrics.count('generations', { outcome: 'bad_output' });
      await deps.queues.enqueue('erase', { generationId }).catch(() => undefined); // left to sweep
    }
  }
}

/** What fails may be short of memory, or lie otherwise in its file than we took it to: a picture is broken that fails twice, and whole. */
async function proveTwice({ layout, ...picture }: Parameters<typeof proveImage>[0]): Promise<Buffer> {
  try {
    return await proveImage({ ...picture, layout });
  } catch (error) {
    if (error instanceof ImageError && error.code === 'broken') return proveImage(picture);
    throw error;
  }
}
