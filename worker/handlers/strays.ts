import type { Deps } from '#core/deps.ts';
import { findSuspectRuns, findUnstoppedStrays, type SuspectRun } from '#core/generations/strays.ts';
import { growingPauseMs } from '#core/growing-pause.ts';
import type { JobData } from '#core/jobs.ts';
import { providerModels } from '#core/models/catalogue.ts';
import { ImageProviderError } from '#core/ports/image-provider.ts';
import type { Again } from '../handler.ts';
import { listedFor } from '../submission/look.ts';
import { requestOfRun } from '../submission/request-of-run.ts';
import { stopStray } from '../submission/stray.ts';

/**
 * Looks for predictions that the provider made twice, with growing pauses for ten minutes, and stops them at sight; if one cannot be stopped, it
 * keeps trying for as long as that one can run. No answer of the provider ends the watch.
 */
export async function strays(deps: Deps, { generationId }: JobData<'strays'>): Promise<Again | undefined> {
  const unstopped = await findUnstoppedStrays(deps, generationId);
  for (const { sinceMs: _, ...stray } of unstopped) await stopStray(deps, stray);
  const runs = await findSuspectRuns(deps, generationId);
  for (const run of runs) await look(deps, generationId, run);
  const pauses = [...runs, ...unstopped].map(({ sinceMs }) => growingPauseMs(sinceMs));
  return pauses.length > 0 ? { againInMs: Math.min(...pauses) } : undefined;
}

async function look(deps: Deps, generationId: string, run: SuspectRun): Promise<void> {
  const model = providerModels.find(({ id }) => id === run.model);
  if (!model) return;
  const { inputImageUrl, secondImageUrl, thirdImageUrl } = run;
  const furtherImageUrls = [secondImageUrl, thirdImageUrl].filter((url) => url !== null);
  const images = { imageUrl: inputImageUrl ?? undefined, furtherImageUrls };
  const request = requestOfRun(deps, { generationId, run, model, ...images });
  try {
    for (const { id: externalId, webhookUrl } of await listedFor(deps, run, request)) {
      // Without a webhook or a seed, an equal input may belong to another request, whose id is not saved yet.
      const isSurelyOurs = webhookUrl === request.webhookUrl || model.hasSeed;
      if (externalId !== run.externalId && isSurelyOurs)
        await stopStray(deps, { generationId, slot: run.slot, externalId });
    }
  } catch (err) {
    if (!(err instanceof ImageProviderError)) throw err;
    deps.log.warn({ generationId, slot: run.slot, err }, 'the provider’s list could not be looked at');
  }
}
