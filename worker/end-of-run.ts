import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import { ImageProviderError, type ProviderPrediction } from '#core/ports/image-provider.ts';

/** Waits for the end of a run that sends no webhook. Undefined if the provider no longer knows it. @throws once `signal` aborts; ImageProviderError */
export async function endOfRun(
  { provider }: Pick<Deps, 'provider'>,
  id: string,
  { firstPauseMs, longestPauseMs, signal }: { firstPauseMs: number; longestPauseMs: number; signal: AbortSignal },
): Promise<ProviderPrediction | undefined> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    await sleep(pauseMs, undefined, { signal });
    try {
      const prediction = await provider.get(id);
      if (prediction.status !== 'starting' && prediction.status !== 'processing') return prediction;
    } catch (error) {
      if (error instanceof ImageProviderError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}
