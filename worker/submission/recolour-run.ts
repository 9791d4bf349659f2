import type { Deps } from '#core/deps.ts';
import { type ClaimedRun, findPixelWish } from '#core/generations/submission.ts';
import { recolouredPicture } from '../images/recoloured-picture.ts';
import { ownRun } from './own-run.ts';

/** Gives a picture other colours here. A sheet stays one. */
export const recolourRun = (deps: Deps, generationId: string, run: ClaimedRun) =>
  ownRun(deps, generationId, run, async ({ bytes, sourceKey, layout, ...marked }) => {
    // Its own file has its palette in its order, which a clean copy has not.
    const original = sourceKey === null ? bytes : await deps.storage.get(sourceKey).catch(() => bytes);
    const wish = (await findPixelWish(deps, generationId)) ?? {};
    const made = await recolouredPicture(deps, original, { wish, ...marked });
    return { ...made, layout: layout ?? undefined };
  });
