import { platforms } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';
import { DownloadError, type DownloadErrorCode, download } from '#core/download.ts';
import {
  findPendingReference,
  keepReference,
  maxReferenceBytes,
  type PendingReference,
} from '#core/generations/reference.ts';
import type { FailureCode } from '#core/generations/settlement.ts';
import { keyOfReference, readReferenceUrl, type StoredReference } from '#core/generations/stored-reference.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import { ImageError, type ImageErrorCode } from '#core/images/image-error.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel } from '#core/models/catalogue.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { StorageError } from '#core/ports/storage.ts';
import type { Again } from '../handler.ts';
import { normaliseInput } from '../images/normalise-input.ts';
import { settleRun } from '../settle-run.ts';

/** If a chat does not hand the picture out, or the store does not take it, for this long, the credits are released. */
const patienceMs = 5 * 60_000;
const fetchMs = 10_000;

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
    for (const predictionId of pending.predictionIds)
      await settleRun(deps, generationId, {
        ...{ predictionId, status: 'failed', assets: [] },
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
  const bytes = await fetchReference(deps, pending, url);
  const model = findModel(pending.model);
  const maxSidePx = model?.referenceMaxSidePx;
  // What is done to a picture is done to it as it is.
  const onGrid = model?.kind !== 'enlarge' && isPixelArt(pending.model);
  const isStill = model?.kind === 'describe';
  const image = await normaliseInput(bytes, { ...(maxSidePx === undefined ? {} : { maxSidePx }), onGrid, isStill });
  // A picture of this service was looked at before anything was held; of a chat's, the chat may not have said how large it is.
  if (model && 'maxInputPx' in model && image.width * image.height > model.maxInputPx)
    throw new ImageError('too_many_pixels', `${model.name} takes ${model.maxInputPx} pixels.`);
  await deps.storage.put(key, image.bytes, { contentType: image.contentType, owner: pending });
  return key;
}

async function fetchReference(deps: Deps, { platform, teamId }: PendingReference, url: string): Promise<Buffer> {
  const stored = readReferenceUrl(url);
  if (stored !== undefined) return storedPicture(deps, stored);
  const token = platform === null ? undefined : await platforms[platform].fileToken(deps, teamId);
  const bytes = await download(url, {
    // A workspace's token opens Slack's files and must go to no other host: a file kept elsewhere can have any address.
    allowedHosts: platform === null ? [] : deps.config.chatFileHosts[platform],
    maxBytes: maxReferenceBytes,
    timeoutMs: fetchMs,
    authorization: token === undefined ? undefined : `Bearer ${token}`,
  });
  // To a token that may not read files, Slack answers with its sign-in page and status 200.
  if (/^\s*<(!doctype|html)/i.test(bytes.subarray(0, 100).toString('latin1')))
    throw new DownloadError('gone', 'A page came in place of the picture.');
  return bytes;
}

/** A picture that somebody made here, or added here: from now on there are two, and each goes with its own owner. */
async function storedPicture(deps: Deps, reference: StoredReference): Promise<Buffer> {
  const key = await keyOfReference(deps, reference);
  if (key === undefined) throw new StorageError('not_found', 'The picture was deleted meanwhile.');
  return deps.storage.get(key);
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
