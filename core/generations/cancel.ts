import type { Deps } from '../deps.ts';
import { markUndelivered } from './delivery.ts';
import type { Owner } from './owner.ts';

export type CancelOutcome = 'canceled' | 'canceling' | 'too_late' | 'not_yours';

/**
 * Calls a generation off. What was not sent ends now, its credits back at once; the rest when the provider confirms.
 * `silently`: nothing was shown yet, so there is nothing to tell either.
 */
export async function cancelGeneration(
  deps: Pick<Deps, 'db' | 'queues'>,
  wanted: { generationId: string; who: Owner; silently?: boolean },
): Promise<CancelOutcome> {
  const [result] = await deps.db.$queryRaw<Array<{ outcome: CancelOutcome }>>`
    SELECT outcome FROM cancel_generation(${wanted.generationId}::uuid, ${wanted.who.identityId}::uuid, ${wanted.who.userId}::uuid)`;
  const outcome = result?.outcome ?? 'not_yours';
  const { generationId } = wanted;
  if (outcome === 'canceled' && wanted.silently) await markUndelivered(deps, generationId);
  else if (outcome === 'canceled') await deps.queues.enqueue('deliver', { generationId });
  if (outcome === 'canceling') await deps.queues.enqueue('cancel', { generationId });
  return outcome;
}
