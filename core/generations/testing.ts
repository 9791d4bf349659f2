import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { defaultModel } from '../models/catalogue.ts';
import type { GenerationRequest } from './request.ts';
import { type FailureCode, type StoredImage, settle } from './settlement.ts';
import { claimRuns } from './submission.ts';

/** A request for one image, by whoever is named. */
export const buildRequest = (identityId: string, over: Partial<GenerationRequest> = {}): GenerationRequest => ({
  identityId,
  requestKey: randomUUID(),
  model: defaultModel,
  prompt: 'a fox',
  size: 'square',
  count: 1,
  spot: { platform: 'discord', teamId: '', channelId: '1', userId: '2', fileLimit: 1000 },
  ...over,
});

export const buildImage = (position: number): StoredImage => ({
  id: randomUUID(),
  position,
  storageKey: 'a',
  thumbnailKey: 'b',
  contentType: 'image/png',
  sha256: 'c',
  width: 1,
  height: 1,
  byteLength: 1,
});

/** Every run that may be claimed ends, with up to so many of its images stored. */
export async function settleRuns(
  deps: Pick<Deps, 'db'>,
  generationId: string,
  stored: number,
  failure?: FailureCode,
): Promise<void> {
  for (const run of await claimRuns(deps, generationId)) {
    const kept = Math.min(stored, run.images);
    const assets = Array.from({ length: kept }, (_, index) => buildImage(run.slot * run.images + index));
    await settle(deps, {
      predictionId: run.predictionId,
      status: kept > 0 ? 'succeeded' : 'failed',
      assets,
      failure,
    });
  }
}
