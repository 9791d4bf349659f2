import { randomUUID } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import type { GenerationRequest } from '#core/generations/request.ts';
import { type FailureCode, type StoredImage, settle } from '#core/generations/settlement.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { withKeys } from '../keys.ts';

/** A request for one image by this identity. */
export const buildRequest = (identityId: string, over: Partial<GenerationRequest> = {}): GenerationRequest => ({
  requester: { identityId },
  requestKey: randomUUID(),
  model: defaultModel,
  prompt: 'a fox',
  size: 'square',
  count: 1,
  target: { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1000 },
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

/** Ends every run that can be claimed, storing up to that many of its images. */
export async function settleRuns(
  deps: Pick<Deps, 'db'>,
  generationId: string,
  stored: number,
  failure?: FailureCode,
): Promise<void> {
  for (const run of await claimRuns(withKeys(deps), generationId)) {
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
