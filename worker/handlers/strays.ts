import type { Deps } from '#core/deps.ts';
import { findSuspectRuns } from '#core/generations/strays.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { Again } from '../handler.ts';
import { listedFor } from '../submission/look.ts';
import { requestOfRun } from '../submission/request-of-run.ts';
import { stopStray } from '../submission/stray.ts';

/** Looks for predictions that the provider made twice, with growing pauses for ten minutes, and stops them at sight. */
export async function strays(deps: Deps, { generationId }: JobData<'strays'>): Promise<Again | undefined> {
  const runs = await findSuspectRuns(deps, generationId);
  for (const run of runs) {
    const model = findModel(run.model);
    if (!model) continue;
    const request = requestOfRun(deps, { generationId, run, model, imageUrl: run.inputImageUrl ?? undefined });
    for (const { id: externalId, webhookUrl } of await listedFor(deps, run, request)) {
      // Without a webhook or a seed, an equal input may be somebody else's, whose id is not saved yet.
      const isSurelyOurs = webhookUrl === request.webhookUrl || model.hasSeed;
      if (externalId !== run.externalId && isSurelyOurs)
        await stopStray(deps, { generationId, slot: run.slot, externalId });
    }
  }
  return runs.length > 0 ? { againInMs: growingPauseMs(Math.min(...runs.map(({ sinceMs }) => sinceMs))) } : undefined;
}
