import type { Deps } from '#core/deps.ts';
import { placeOfResult } from '#core/generations/place-of-result.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { CheckBeforePosting, CheckRefusal, PictureToCheck } from '#core/ports/check-before-posting.ts';
import { within } from '#core/within.ts';

/** The checks that a run's pictures are put to, as the catalogue and the place say. */
export async function checksFor(
  deps: Pick<Deps, 'db' | 'checks'>,
  run: { generationId: string; model: string },
): Promise<readonly CheckBeforePosting[]> {
  const { checks = [] } = deps;
  if (checks.length === 0) return [];
  const [model, place] = [findModel(run.model), await placeOfResult(deps, run.generationId)];
  return checks.filter((check) => check.isAskedFor({ model, place }));
}

export interface Checked {
  /** Undefined: it passed all. */
  refuses: CheckRefusal | undefined;
  /** How long it waited for the provider. */
  atProviderMs: number;
}

/** Puts a picture to these checks, one after the other; the first that refuses ends it. @throws what a check throws, or that it took too long */
export async function checkPicture(checks: readonly CheckBeforePosting[], picture: PictureToCheck): Promise<Checked> {
  let atProviderMs = 0;
  for (const { limitMs, maxSidePx = Number.POSITIVE_INFINITY, isAtProvider, look } of checks) {
    if (Math.max(picture.width, picture.height) > maxSidePx) continue;
    const startedAt = performance.now();
    const verdict = await within(limitMs, look(picture, AbortSignal.timeout(limitMs)));
    if (isAtProvider) atProviderMs += performance.now() - startedAt;
    if (verdict !== 'passes') return { refuses: verdict.refuses, atProviderMs };
  }
  return { refuses: undefined, atProviderMs };
}
