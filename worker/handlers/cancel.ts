import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';

/** Stops a generation's runs at the provider and settles each: what was finished in time is kept, the rest is released. */
export async function cancel(deps: Deps, { generationId }: JobData<'cancel'>): Promise<undefined> {
  const runs = await deps.db.prediction.findMany({
    where: { generationId, status: 'running' },
    select: { slot: true, externalId: true },
  });
  await Promise.all(
    runs.map(async ({ slot, externalId }) => {
      if (externalId === null) return;
      await deps.provider.cancel(externalId);
      await deps.queues.enqueue('settle', { generationId, slot, externalId });
    }),
  );
  return undefined;
}
