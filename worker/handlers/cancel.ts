import type { Deps } from '#core/deps.ts';
import { findRunsToCancel } from '#core/generations/cancel.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import type { JobData } from '#core/jobs.ts';
import { ImageProviderError } from '#core/ports/image-provider.ts';
import type { Again } from '../handler.ts';

/**
 * Stops a generation's runs at the provider and settles each: pictures finished in time are kept, the rest is released. Repeats with growing pauses
 * until each run has ended; `settle` gives up a run that the provider never ends.
 */
export async function cancel(deps: Deps, { generationId }: JobData<'cancel'>): Promise<Again | undefined> {
  const runs = await findRunsToCancel(deps, generationId);
  await Promise.all(
    runs.map(async ({ slot, externalId }) => {
      try {
        await deps.provider.cancel(externalId);
      } catch (err) {
        if (!(err instanceof ImageProviderError)) throw err;
        deps.log.warn({ generationId, slot, err }, 'a run could not be stopped yet');
        return;
      }
      await deps.queues.enqueue('settle', { generationId, slot, externalId });
    }),
  );
  return runs.length > 0 ? { againInMs: growingPauseMs(Math.max(...runs.map(({ sinceMs }) => sinceMs))) } : undefined;
}
