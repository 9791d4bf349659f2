import { randomUUID } from 'node:crypto';
import { endingOf } from '#core/assets/picture-type.ts';
import type { Deps } from '#core/deps.ts';
import { DownloadError, download } from '#core/download.ts';
import type { ClaimedSettlement, StoredImage } from '#core/generations/settlement.ts';
import type { PicturesAtHand } from './bring-result.ts';
import { ImageError } from './images/image-error.ts';
import { keepImage } from './images/keep-image.ts';

type StoreDeps = Pick<Deps, 'provider' | 'storage' | 'log'>;

/** Why an output is not kept. */
type Missing = 'unusable' | 'unreachable';

export interface StoredOutputs {
  assets: StoredImage[];
  atHand: PicturesAtHand;
  missing: ReadonlySet<Missing>;
}

/**
 * Downloads, checks and stores a run's outputs, all at once; they are decoded after they are posted (`prove`). Outputs that can never be used are left out; a fault that may pass (a broken connection,
 * a store that is down) is thrown, so that the whole run is tried again, unless it is the `last` time.
 */
export async function storeOutputs(
  deps: StoreDeps,
  run: { generationId: string; claim: ClaimedSettlement; outputs: readonly string[]; last: boolean },
): Promise<StoredOutputs> {
  const { claim, outputs, ...rest } = run;
  const stored = await Promise.all(
    outputs
      .slice(0, claim.images)
      .map((url, index) => storeOutput(deps, { ...rest, position: claim.firstPosition + index, url, claim })),
  );
  const kept = stored.filter((output) => typeof output !== 'string');
  return {
    assets: kept.map(({ asset }) => asset),
    atHand: new Map(kept.map(({ asset, bytes }) => [asset.storageKey, bytes])),
    missing: new Set(stored.filter((output) => typeof output === 'string')),
  };
}

async function storeOutput(
  deps: StoreDeps,
  output: { generationId: string; position: number; url: string; claim: ClaimedSettlement; last: boolean },
): Promise<{ asset: StoredImage; bytes: Buffer } | Missing> {
  const { generationId, position, url, claim, last } = output;
  try {
    const bytes = await download(url, { allowedHosts: deps.provider.outputHosts });
    const image = await keepImage(bytes, { model: claim.model });
    // Named after its content: storing it twice after a crash leaves one file.
    const name = `assets/${generationId}/${position}-${image.sha256.slice(0, 16)}`;
    const storageKey = `${name}.${endingOf(image.contentType)}`;
    const thumbnailKey = `${name}.thumb.webp`;
    await deps.storage.put(storageKey, image.bytes, { contentType: image.contentType, owner: claim });
    const { contentType, sha256, width, height } = image;
    const byteLength = image.bytes.length;
    const keys = { id: randomUUID(), position, storageKey, thumbnailKey };
    return { asset: { ...keys, contentType, sha256, width, height, byteLength }, bytes: image.bytes };
  } catch (error) {
    if (isFinal(error)) {
      deps.log.warn({ generationId, position, code: error.code }, 'output is unusable');
      return 'unusable';
    }
    if (!last) throw error;
    deps.log.error({ generationId, position, err: error }, 'output given up: it could not be fetched and kept in time');
    return 'unreachable';
  }
}

function isFinal(error: unknown): error is DownloadError | ImageError {
  if (error instanceof ImageError) return true;
  return error instanceof DownloadError && error.code !== 'broken' && error.code !== 'timed_out';
}
