import type { ModelEntry } from './catalogue.ts';

/** How many images each run makes: 4 images are `[4]` on a model that makes four at once, otherwise `[1, 1, 1, 1]`. */
export function planPredictions(model: ModelEntry, count: number): number[] {
  const runs = Math.ceil(count / model.maxImagesPerPrediction);
  return Array.from({ length: runs }, (_, run) =>
    Math.min(model.maxImagesPerPrediction, count - run * model.maxImagesPerPrediction),
  );
}

/** Credits for `count` images. */
export function priceOf(model: ModelEntry, count: number): number {
  return model.priceCredits * count;
}
