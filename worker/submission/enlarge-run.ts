import { randomUUID } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { findMade } from '#core/generations/source-picture.ts';
import type { ClaimedRun } from '#core/generations/submission.ts';
import { ImageError } from '#core/images/image-error.ts';
import { drawnBy } from '#core/models/on-grid.ts';
import { StorageError } from '#core/ports/storage.ts';
import { checkPicture, checksFor, NotChecked } from '../check-picture.ts';
import { enlargePicture } from '../images/enlarge-picture.ts';
import { markOf } from '../images/mark-of.ts';
import { fileOf, putFile } from '../picture-file.ts';
import { settleRun } from '../settle-run.ts';
import { endUnsent, giveUp, tryLater } from './try-later.ts';

/**
 * Enlarges pixel art here, in place of a run at the provider: nothing is sent, so whoever takes over after a crash does it again, and it is settled
 * once. Returns how long to wait before another try, if there should be one.
 */
export async function enlargeRun(deps: Deps, generationId: string, run: ClaimedRun): Promise<number | undefined> {
  if (run.cancelRequested) return endUnsent(deps, generationId, run, { status: 'canceled' });
  const made = await findMade(deps, generationId);
  if (!made || run.inputImageKey === null) return giveUp(deps, generationId, run, 'reference_gone');
  try {
    const drawn = drawnBy(made) ?? made.model;
    const mark = await markOf(deps, made.sourceKey);
    const image = await enlargePicture(deps, await deps.storage.get(run.inputImageKey), { model: drawn, mark });
    const { file, thumbnailKey } = fileOf({ generationId, position: 0 }, image);
    const { predictionId } = run;
    const from = { generationId, predictionId, position: 0 };
    // It may be shown elsewhere than the picture it is made from.
    const checks = await checksFor(deps, { generationId, model: drawn });
    const { refuses, isFlagged } = await checkPicture(checks, { ...image, from, url: undefined });
    if (refuses === 'withheld') {
      const withheld = [{ ...file, storageKey: null }];
      await settleRun(deps, generationId, { predictionId, status: 'failed', assets: [], withheld });
      return undefined;
    }
    if (refuses !== undefined) return giveUp(deps, generationId, run, refuses);
    await putFile(deps, file, { bytes: image.bytes, owner: made });
    await settleRun(deps, generationId, {
      ...{ predictionId, status: 'succeeded', assets: [{ id: randomUUID(), ...file, thumbnailKey, isFlagged }] },
      atHand: new Map([[file.storageKey, image.bytes]]),
    });
    return undefined;
  } catch (err) {
    deps.log.warn({ generationId, err }, 'pixel art could not be enlarged');
    if (err instanceof ImageError) return giveUp(deps, generationId, run, 'reference_broken');
    if (err instanceof StorageError && err.code === 'not_found')
      return giveUp(deps, generationId, run, 'reference_gone');
    return tryLater(deps, generationId, run, { unclear: false, isUnchecked: err instanceof NotChecked });
  }
}
