import type { Deps } from '#core/deps.ts';
import { models } from '#core/models/catalogue.ts';

/** Checks once, at the start, that each model still takes what we send. A model that drifted fails later, one person at a time. */
export async function checkModels(deps: Pick<Deps, 'provider' | 'log'>): Promise<void> {
  for (const model of models) {
    try {
      for (const drift of await deps.provider.checkModel(model.id))
        deps.log.error({ model: model.id, drift }, 'model drifted');
    } catch (err) {
      deps.log.warn({ model: model.id, err }, 'model could not be checked');
    }
  }
}
