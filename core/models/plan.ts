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

/** Credits for one image of this size: more than usual where exact pixels are more than its shapes have. */
export function unitPriceOf(model: ModelEntry, size?: string | null): number {
  const pixels = pixelsOf(size ?? '');
  if (model.kind !== 'image' || !model.exact || !pixels) return model.priceCredits;
  return Math.max(model.priceCredits, creditsFor(model.exact.providerCents(pixels)));
}

/** Credits for `count` images of this size. */
export const priceOf = (model: ModelEntry, count: number, size?: string | null): number =>
  unitPriceOf(model, size) * count;
