import { randomUUID } from 'node:crypto';
import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import type { Deps } from '#core/deps.ts';
import { findMade } from '#core/generations/source-picture.ts';
import type { ClaimedRun } from '#core/generations/submission.ts';
import { ImageError } from '#core/images/image-error.ts';
import { drawnBy } from '#core/models/on-grid.ts';
import { StorageError } from '#core/ports/storage.ts';
import { checkPicture, checksFor, NotChecked } from '../check-picture.ts';
import type { KeptImage } from '../images/keep-image.ts';
import { markOf } from '../images/mark-of.ts';
import { fileOf, putFile } from '../picture-file.ts';
import { settleRun } from '../settle-run.ts';
import { endUnsent, giveUp, tryLater } from './try-later.ts';

/** What something is made of here. */
export interface OwnSource {
  /** The request's own copy of the picture. */
  bytes: Buffer;
  /** The file of the picture itself, while it is one of ours and there; and how it holds several pictures. */
  sourceKey: string | null;
  layout: AssetLayout | null;
  /** The model that drew the picture, and the mark that its file has. */
  model: string;
  mark: Buffer | undefined;
}

interface OwnPicture {
  image: KeptImage;
  contract?: AssetContract | undefined;
  layout?: AssetLayout | undefined;
}

/**
 * Makes one picture of another here, in place of a run at the provider: nothing is sent, so whoever takes over after a crash does it again, and it is settled
 * once. Returns how long to wait before another try, if there should be one.
 */
export async function ownRun(
  deps: Deps,
  generationId: string,
  run: ClaimedRun,
  make: (source: OwnSource) => Promise<OwnPicture>,
): Promise<number | undefined> {
  if (run.cancelRequested) return endUnsent(deps, generationId, run, { status: 'canceled' });
  const made = await findMade(deps, generationId);
  if (!made || run.inputImageKey === null) return giveUp(deps, generationId, run, 'reference_gone');
  try {
    const { sourceKey, layout } = made;
    const model = drawnBy(made) ?? made.model;
    const [bytes, mark] = await Promise.all([deps.storage.get(run.inputImageKey), markOf(deps, sourceKey)]);
    const { image, ...more } = await make({ bytes, sourceKey, layout, model, mark });
    const { file, thumbnailKey } = fileOf({ generationId, position: 0 }, image);
    const { predictionId } = run;
    const from = { generationId, predictionId, position: 0 };
    // It may be shown elsewhere than the picture it is made from.
    const checks = await checksFor(deps, { generationId, model });
    const { refuses, isFlagged } = await checkPicture(checks, { ...image, from, url: undefined });
    if (refuses === 'withheld') {
      const withheld = [{ ...file, storageKey: null }];
      await settleRun(deps, generationId, { predictionId, status: 'failed', assets: [], withheld });
      return undefined;
    }
    if (refuses !== undefined) return giveUp(deps, generationId, run, refuses);
    await putFile(deps, file, { bytes: image.bytes, owner: made });
    await settleRun(deps, generationId, {
      ...{
        predictionId,
        status: 'succeeded',
        assets: [{ id: randomUUID(), ...file, ...more, thumbnailKey, isFlagged }],
      },
      atHand: new Map([[file.storageKey, image.bytes]]),
    });
    return undefined;
  } catch (err) {
    deps.log.warn({ generationId, err }, 'nothing could be made of a picture here');
    if (err instanceof ImageError) return giveUp(deps, generationId, run, 'reference_broken');
    if (err instanceof StorageError && err.code === 'not_found')
      return giveUp(deps, generationId, run, 'reference_gone');
    return tryLater(deps, generationId, run, { unclear: false, isUnchecked: err instanceof NotChecked });
  }
}
