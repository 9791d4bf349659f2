import { fetchFile } from '#core/chat/fetch-file.ts';
import type { Deps } from '#core/deps.ts';
import { DownloadError, type DownloadErrorCode } from '#core/download.ts';
import { findPendingReference, keepReference, type PendingReference } from '#core/generations/reference.ts';
import type { FailureCode } from '#core/generations/settlement.ts';
import { fileOfReference, readReferenceUrl, type StoredReference } from '#core/generations/stored-reference.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import { firstFrameOf } from '#core/images/first-frame.ts';
import { ImageError, type ImageErrorCode } from '#core/images/image-error.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel, isOurs } from '#core/models/catalogue.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { StorageError } from '#core/ports/storage.ts';
import type { Again } from '../handler.ts';
import { normaliseInput } from '../images/normalise-input.ts';
import { settleRun } from '../settle-run.ts';

/** If a chat does not hand the picture out, or the store does not take it, for this long, the credits are released. */
const patienceMs = 5 * 60_000;

/**
 * Fetches a person's pictures while the chat's links to them live, or copies a stored one, checks their bytes, removes EXIF, GPS and all other metadata,
 * and stores them; only then is the generation submitted. If one cannot be used, the credits are released, with the reason.
 */
export async function reference(deps: Deps, { generationId }: JobData<'reference'>): Promise<Again | undefined> {
  const pending = await findPendingReference(deps, generationId);
  if (!pending) return undefined;
  try {
    // Of this request alone: the same picture of somebody else is another file.
    const [key, secondKey, thirdKey] = await Promise.all([
      fetchAndStore(deps, pending, { url: pending.url, key: `inputs/${generationId}` }),
      fetchAndStore(deps, pending, { url: pending.secondUrl, key: `inputs/${generationId}-2` }),
      fetchAndStore(deps, pending, { url: pending.thirdUrl, key: `inputs/${generationId}-3` }),
    ]);
    if (await keepReference(deps, generationId, { key, secondKey, thirdKey }))
      await deps.queues.enqueue('submit', { generationId }, { priority: pending.priority });
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ generationId, err: error, waitedMs: pending.ageMs }, 'reference picture');
    if (failure === undefined && pending.ageMs < patienceMs) return { againInMs: growingPauseMs(pending.ageMs) };
    // Another process, which took this for given up, may have fetched them meanwhile.
    if (!(await findPendingReference(deps, generationId))) return undefined;
    for (const predictionId of pending.predictionIds)
      await settleRun(deps, generationId, {
        ...{ predictionId, status: 'failed', assets: [], onlyUnsent: true },
        failure: failure ?? (error instanceof DownloadError ? 'reference_unreachable' : 'reference_not_kept'),
      });
    return undefined;
  }
}

/** Returns the key, or null if there is nothing to fetch. */
async function fetchAndStore(
  deps: Deps,
  pending: PendingReference,
  { url, key }: { url: string | null; key: string },
): Promise<string | null> {
  if (url === null) return null;
  const model = findModel(pending.model);
  // What is made larger stays a sheet; what is drawn goes by one figure.
  const bytes = await fetchReference(deps, pending, { url, isDrawn: model?.kind === 'image' });
  const maxSidePx = model?.referenceMaxSidePx;
  // What is done to a picture is done to it as it is.
  const onGrid = !isOurs(pending.model) && isPixelArt(pending.model);
  const moving = model?.kind === 'describe' ? 'refused' : model?.kind === 'snap' ? 'kept' : 'first';
  const isOpaque = model?.referenceIsOpaque === true;
  const sided = maxSidePx === undefined ? {} : { maxSidePx };
  const image = await normaliseInput(bytes, { ...sided, onGrid, moving, isOpaque });
  // A picture of this service was looked at before anything was held; of a chat's, the chat may not have said how large it is.
  if (model && 'maxInputPx' in model && image.width * image.height * image.frames > model.maxInputPx)
    throw new ImageError('too_many_pixels', `${model.name} takes ${model.maxInputPx} pixels.`);
  if (model && 'mostFrames' in model && image.frames > model.mostFrames)
    throw new ImageError('too_many_pixels', `${model.name} takes ${model.mostFrames} frames.`);
  await deps.storage.put(key, image.bytes, { contentType: image.contentType, owner: pending });
  return key;
}

async function fetchReference(
  deps: Deps,
  { platform, teamId }: PendingReference,
  { url, isDrawn }: { url: string; isDrawn: boolean },
): Promise<Buffer> {
  const stored = readReferenceUrl(url);
  if (stored !== undefined) return storedPicture(deps, stored, isDrawn);
  if (platform === null) throw new DownloadError('wrong_host', 'It came from no chat.');
  return fetchFile(deps, { platform, teamId, url });
}

/** A picture that somebody made here, or added here: from now on there are two, and each goes with its own owner. */
async function storedPicture(deps: Deps, reference: StoredReference, isDrawn: boolean): Promise<Buffer> {
  const file = await fileOfReference(deps, reference);
  if (file === undefined) throw new StorageError('not_found', 'The picture was deleted meanwhile.');
  const bytes = await deps.storage.get(file.key);
  return isDrawn ? firstFrameOf(bytes, file.layout) : bytes;
}

/** Undefined if another try may succeed. */
function failureOf(error: unknown): FailureCode | undefined {
  if (error instanceof DownloadError) return downloadFailures[error.code];
  if (error instanceof StorageError && error.code === 'not_found') return 'reference_gone';
  return error instanceof ImageError ? imageFailures[error.code] : undefined;
}

const downloadFailures: Record<DownloadErrorCode, FailureCode | undefined> = {
  wrong_host: 'reference_unreachable',
  too_large: 'reference_too_large',
  gone: 'reference_unreachable',
  timed_out: undefined,
  broken: undefined,
};

const imageFailures: Record<ImageErrorCode, FailureCode> = {
  not_an_image: 'reference_not_picture',
  too_many_pixels: 'reference_too_large',
  too_slow: 'reference_too_large',
  broken: 'reference_broken',
};
