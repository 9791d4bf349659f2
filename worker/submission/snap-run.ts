import { randomUUID } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { findMade } from '#core/generations/source-picture.ts';
import { type ClaimedRun, findPixelWish } from '#core/generations/submission.ts';
import { ImageError } from '#core/images/image-error.ts';
import { snap } from '#core/models/snap.ts';
import { StorageError } from '#core/ports/storage.ts';
import { type Checked, type ChecksOfRun, checkPicture, checksFor, NotChecked } from '../check-picture.ts';
import { markOf } from '../images/mark-of.ts';
import { pixelArtOf } from '../images/pixel-art-of.ts';
import { fileOf, putFile } from '../picture-file.ts';
import { settleRun } from '../settle-run.ts';
import { endUnsent, giveUp, tryLater } from './try-later.ts';

/** The largest pictures take some seconds, and others may be before them. */
const usualLimitMs = 30_000;

/**
 * Makes pixel art of a picture here, in place of a run at the provider: nothing is sent, so whoever takes over after a crash does it again, and it is settled
 * once. Returns how long to wait before another try, if there should be one.
 */
export async function snapRun(
  deps: Deps,
  generationId: string,
  run: ClaimedRun,
  { limitMs = usualLimitMs } = {},
): Promise<number | undefined> {
  if (run.cancelRequested) return endUnsent(deps, generationId, run, { status: 'canceled' });
  const made = await findMade(deps, generationId);
  const { inputImageKey: key, predictionId } = run;
  if (!made || key === null) return giveUp(deps, generationId, run, 'reference_gone');
  const signal = AbortSignal.timeout(limitMs);
  try {
    const bytes = await deps.storage.get(key);
    const [wish, mark] = await Promise.all([findPixelWish(deps, generationId), markOf(deps, made.sourceKey)]);
    const art = await pixelArtOf(deps.pixelThreads, bytes, { wish: wish ?? {}, mark, signal });
    const { found } = art;
    const nothing = { predictionId, assets: [], pixelFound: found };
    if (found.kind === 'native' || found.kind === 'no_grid') {
      const failure = found.kind === 'native' ? 'already_pixel_art' : 'no_grid';
      await settleRun(deps, generationId, { ...nothing, status: 'failed', failure });
      return undefined;
    }
    // What somebody points at was never checked; of a few cells nobody, and no classifier, sees what they were.
    const checks = await checksFor(deps, { generationId, model: snap.id });
    const { refuses, isFlagged } = await checkAll(checks, await art.seen(), { generationId, predictionId });
    const files = art.made.map(({ image, contract, layout }, position) => ({
      ...{ image, contract, layout },
      ...fileOf({ generationId, position }, image),
    }));
    if (refuses === 'withheld') {
      const withheld = files.slice(0, 1).map(({ file }) => ({ ...file, storageKey: null }));
      await settleRun(deps, generationId, { ...nothing, status: 'failed', withheld });
      return undefined;
    }
    if (refuses !== undefined) return giveUp(deps, generationId, run, refuses);
    await Promise.all(files.map(({ file, image }) => putFile(deps, file, { bytes: image.bytes, owner: made })));
    const ids = files.map(() => randomUUID()).sort();
    await settleRun(deps, generationId, {
      ...nothing,
      status: 'succeeded',
      assets: files.map(({ file, thumbnailKey, contract, layout }, index) => ({
        ...{ id: ids[index] ?? randomUUID(), ...file, thumbnailKey, contract, layout, isFlagged },
      })),
      atHand: new Map(files.map(({ file, image }) => [file.storageKey, image.bytes])),
    });
    return undefined;
  } catch (err) {
    deps.log.warn({ generationId, err }, 'no pixel art could be made of a picture');
    if (signal.aborted) return giveUp(deps, generationId, run, 'timed_out');
    if (err instanceof ImageError)
      return giveUp(
        deps,
        generationId,
        run,
        err.code === 'too_many_pixels' ? 'reference_too_large' : 'reference_broken',
      );
    if (err instanceof StorageError && err.code === 'not_found')
      return giveUp(deps, generationId, run, 'reference_gone');
    return tryLater(deps, generationId, run, { unclear: false, isUnchecked: err instanceof NotChecked });
  }
}

type Part = Awaited<ReturnType<Awaited<ReturnType<typeof pixelArtOf>>['seen']>>[number];

/** Part by part; the first that refuses ends it. */
async function checkAll(
  checks: ChecksOfRun,
  parts: readonly Part[],
  run: { generationId: string; predictionId: string },
): Promise<Pick<Checked, 'refuses' | 'isFlagged'>> {
  let isFlagged = false;
  for (const [position, part] of parts.entries()) {
    const checked = await checkPicture(checks, { ...part, from: { ...run, position }, url: undefined });
    isFlagged ||= checked.isFlagged;
    if (checked.refuses) return { refuses: checked.refuses, isFlagged };
  }
  return { refuses: undefined, isFlagged };
}
