import type { Deps } from '#core/deps.ts';
import type { ClaimedRun } from '#core/generations/submission.ts';
import { enlargePicture } from '../images/enlarge-picture.ts';
import { ownRun } from './own-run.ts';

/** Enlarges pixel art here, pixel by pixel. */
export const enlargeRun = (deps: Deps, generationId: string, run: ClaimedRun) =>
  ownRun(deps, generationId, run, async ({ bytes, ...marked }) => ({
    image: await enlargePicture(deps, bytes, marked),
  }));
