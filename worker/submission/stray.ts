import type { Deps } from '#core/deps.ts';
import { markStrayCanceled, type Stray, writeDownStray } from '#core/generations/strays.ts';
import { ImageProviderError, type ProviderPrediction } from '#core/ports/image-provider.ts';

/** How soon after a second creation to look first for a second prediction. */
const firstLookMs = 5_000;

/** The provider may have made two predictions for one run, or one for a run that has ended: look for them from now on. */
export async function watchForSecond(deps: Pick<Deps, 'queues'>, generationId: string): Promise<void> {
  await deps.queues.enqueue('strays', { generationId }, { delayMs: firstLookMs });
}

/**
 * Records a prediction that its run has no use for, then stops it. Nobody is charged for it and nobody sees it; we bear its cost, so the operator is
 * notified of each.
 */
export async function stopStray(deps: Pick<Deps, 'db' | 'provider' | 'log' | 'metrics'>, stray: Stray): Promise<void> {
  if (!(await writeDownStray(deps, stray))) return; // stopped before
  let stopped: ProviderPrediction | undefined;
  try {
    stopped = await deps.provider.cancel(stray.externalId);
  } catch (err) {
    if (!(err instanceof ImageProviderError)) throw err;
    // It is recorded: `sweep` finds it.
    return deps.log.error({ ...stray, err }, 'the provider made a second prediction, which cannot be stopped yet');
  }
  await markStrayCanceled(deps, stray.externalId);
  deps.metrics.count('secondPredictions', {});
  deps.log.error(
    { ...stray, status: stopped?.status },
    'the provider made a second prediction: canceled, and nobody is charged for it',
  );
}
