import type { Deps } from '#core/deps.ts';
import { providerModels } from '#core/models/catalogue.ts';
import { noteDrift } from '#core/models/drift.ts';
import { nsfwDetector } from '#core/models/nsfw-detector.ts';

/**
 * Checks that each model still takes what we send. One that does not is on no menu until a check passes again; one that cannot be looked at stays as it
 * was. Returns how many have drifted.
 */
export async function checkModels(deps: Pick<Deps, 'db' | 'provider' | 'log'>): Promise<number> {
  let drifted = 0;
  for (const { id: model } of [...providerModels, nsfwDetector]) {
    try {
      const drifts = await deps.provider.checkModel(model);
      if (drifts.length > 0) drifted += 1;
      const isNews = await noteDrift(deps, model, drifts);
      if (drifts.length > 0) deps.log.error({ model, drifts }, 'model drifted: it is off the menu');
      else if (isNews) deps.log.info({ model }, 'a model that had drifted is on the menu again');
    } catch (err) {
      deps.log.warn({ model, err }, 'model could not be checked');
    }
  }
  return drifted;
}
