import type { Deps } from '#core/deps.ts';
import { providerModels } from '#core/models/catalogue.ts';
import { nsfwDetector } from '#core/models/nsfw-detector.ts';

/** Checks once, at the start, that each model still takes what we send. A model that drifted fails later, one person at a time. */
export async function checkModels(deps: Pick<Deps, 'provider' | 'log'>): Promise<void> {
  for (const { id } of [...providerModels, nsfwDetector]) {
    try {
      for (const drift of await deps.provider.checkModel(id)) deps.log.error({ model: id, drift }, 'model drifted');
    } catch (err) {
      deps.log.warn({ model: id, err }, 'model could not be checked');
    }
  }
}
