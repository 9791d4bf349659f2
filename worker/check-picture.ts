import type { Deps } from '#core/deps.ts';
import { placeOfResult } from '#core/generations/place-of-result.ts';
import { ImageError } from '#core/images/image-error.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { CheckBeforePosting, CheckRefusal, PictureToCheck, RunToCheck } from '#core/ports/check-before-posting.ts';
import { within } from '#core/within.ts';

/** The checks that a run's pictures are put to, as the catalogue and the place say. */
export interface ChecksOfRun {
  checks: readonly CheckBeforePosting[];
  run: RunToCheck;
}

const nothingAsked: ChecksOfRun = { checks: [], run: { model: undefined, place: undefined } };

export async function checksFor(
  deps: Pick<Deps, 'db' | 'checks'>,
  asked: { generationId: string; model: string },
): Promise<ChecksOfRun> {
  const { checks = [] } = deps;
  if (checks.length === 0) return nothingAsked;
  const run = { model: findModel(asked.model), place: await placeOfResult(deps, asked.generationId) };
  return { checks: checks.filter((check) => check.isAskedFor(run)), run };
}

export interface Checked {
  /** Undefined: it passed all. */
  refuses: CheckRefusal | undefined;
  /** It is to be shown covered. */
  isFlagged: boolean;
  /** How long it waited for the provider. */
  atProviderMs: number;
}

/** A check could not look at a picture, or not in time. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** Puts a picture to these checks, one after the other; the first that refuses ends it. @throws NotChecked; ImageError if a check finds it broken */
export async function checkPicture({ checks, run }: ChecksOfRun, picture: PictureToCheck): Promise<Checked> {
  let [atProviderMs, isFlagged] = [0, false];
  for (const { name, limitMs, maxSidePx = Number.POSITIVE_INFINITY, isAtProvider, look } of checks) {
    if (Math.max(picture.width, picture.height) > maxSidePx) continue;
    const startedAt = performance.now();
    const verdict = await within(limitMs, look(picture, AbortSignal.timeout(limitMs), run)).catch((cause) => {
      if (cause instanceof ImageError) throw cause;
      throw new NotChecked(`The check ${name} could not look.`, { cause });
    });
    if (isAtProvider) atProviderMs += performance.now() - startedAt;
    if (verdict === 'flagged') isFlagged = true;
    else if (verdict !== 'passes') return { refuses: verdict.refuses, isFlagged, atProviderMs };
  }
  return { refuses: undefined, isFlagged, atProviderMs };
}
