import { randomUUID } from 'node:crypto';
import { endingOf } from '#core/assets/picture-type.ts';
import type { Deps } from '#core/deps.ts';
import { DownloadError, download } from '#core/download.ts';
import type { ClaimedSettlement, FailureCode, StoredImage } from '#core/generations/settlement.ts';
import type { CheckRefusal } from '#core/ports/check-before-posting.ts';
import type { PicturesAtHand } from './bring-result.ts';
import { checkPicture, checksFor } from './check-picture.ts';
import { ImageError } from './images/image-error.ts';
import { type KeptImage, keepImage } from './images/keep-image.ts';

type StoreDeps = Pick<Deps, 'db' | 'checks' | 'provider' | 'storage' | 'log'>;

export interface StoredOutputs {
  assets: StoredImage[];
  atHand: PicturesAtHand;
  /** Why outputs are not kept. */
  missing: ReadonlySet<FailureCode>;
  /** How long their checks waited for the provider. */
  atProviderMs: number;
}

type Stored = { asset: StoredImage; bytes: Buffer } | { missing: FailureCode };

/**
 * Downloads, checks and stores a run's outputs, all at once; they are decoded after they are posted (`prove`). Outputs that can never be used, or that a
 * check refuses, are left out; a fault that may pass (a broken connection, a store that is down, a check that fails) is thrown, so that the whole run is
 * tried again, unless it is the `last` time.
 */
export async function storeOutputs(
  deps: StoreDeps,
  run: { generationId: string; claim: ClaimedSettlement; outputs: readonly string[]; last: boolean },
): Promise<StoredOutputs> {
  const { claim, outputs, ...rest } = run;
  const checks = await checksFor(deps, { ...rest, model: claim.model });
  let atProviderMs = 0;
  const check: Check = async (image) => {
    const checked = await checkPicture(checks, image);
    atProviderMs = Math.max(atProviderMs, checked.atProviderMs);
    return checked.refuses;
  };
  const stored = await Promise.all(
    outputs
      .slice(0, claim.images)
      .map((url, index) => storeOutput(deps, { ...rest, position: claim.firstPosition + index, url, claim, check })),
  );
  const kept = stored.filter((output) => 'asset' in output);
  return {
    assets: kept.map(({ asset }) => asset),
    atHand: new Map(kept.map(({ asset, bytes }) => [asset.storageKey, bytes])),
    missing: new Set(stored.flatMap((output) => ('missing' in output ? [output.missing] : []))),
    atProviderMs,
  };
}

type Check = (image: KeptImage) => Promise<CheckRefusal | undefined>;

async function storeOutput(
  deps: StoreDeps,
  output: {
    generationId: string;
    position: number;
    url: string;
    claim: ClaimedSettlement;
    last: boolean;
    check: Check;
  },
): Promise<Stored> {
  const { generationId, position, url, claim, last, check } = output;
  try {
    const bytes = await download(url, { allowedHosts: deps.provider.outputHosts });
    const image = await keepImage(bytes, { model: claim.model });
    const refused = await check(image);
    if (refused !== undefined) {
      deps.log.info({ generationId, position, code: refused }, 'output is refused');
      return { missing: refused };
    }
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
      return { missing: 'bad_output' };
    }
    if (!last) throw error;
    deps.log.error(
      { generationId, position, err: error },
      'output given up: it could not be fetched, checked and kept in time',
    );
    return { missing: 'unavailable' };
  }
}

function isFinal(error: unknown): error is DownloadError | ImageError {
  if (error instanceof ImageError) return true;
  return error instanceof DownloadError && error.code !== 'broken' && error.code !== 'timed_out';
}
