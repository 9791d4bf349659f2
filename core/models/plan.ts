import type { ModelEntry } from './catalogue.ts';
import { pixelsOf } from './exact-size.ts';
import { creditsFor } from './model-facts.ts';

/** How many images each run makes: 4 images are `[4]` on a model that makes four at once, otherwise `[1, 1, 1, 1]`. */
export function planPredictions(model: ModelEntry, count: number): number[] {
  const runs = Math.ceil(count / model.maxImagesPerPrediction);
  return Array.from({ length: runs }, (_, run) =>
    Math.min(model.maxImagesPerPrediction, count - run * model.maxImagesPerPrediction),
  );
}

/**
 * Credits for one image of this size: more than usual where exact pixels are more than its shapes have, and where the provider is paid for each picture
 * that it begins with. @param pictures how many those are; the usual price has one in it
 */
export function unitPriceOf(model: ModelEntry, size?: string | null, pictures = 1): number {
  if (model.kind !== 'image') return model.priceCredits;
  const pixels = pixelsOf(size ?? '');
  const cents = model.exact && pixels ? model.exact.providerCents(pixels) : model.providerCents;
  const further = (model.furtherImageCents ?? 0) * Math.max(0, pictures - 1);
  return Math.max(model.priceCredits, creditsFor(cents + further));
}

/** Credits for `count` images of this size. */
export const priceOf = (model: ModelEntry, count: number, size?: string | null, pictures?: number): number =>
  unitPriceOf(model, size, pictures) * count;
