import type { Deps } from '../deps.ts';
import { repeatable } from '../requests/lost-answer.ts';
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
  const { generationId, who } = wanted;
  const [result] = await repeatable(
    () => deps.db.$queryRaw<Array<{ outcome: CancelOutcome }>>`
      SELECT outcome FROM cancel_generation(${generationId}::uuid, ${who.identityId}::uuid, ${who.userId}::uuid)`,
  );
  const outcome = result?.outcome ?? 'not_yours';
  // It is done; what cannot be set going now, `sweep` sets going.
  await follow(deps, generationId, outcome, wanted.silently ?? false).catch(() => undefined);
  return outcome;
}

async function follow(
  deps: Pick<Deps, 'db' | 'queues'>,
  generationId: string,
  outcome: CancelOutcome,
  silently: boolean,
): Promise<void> {
  if (outcome === 'canceled' && silently) await markUndelivered(deps, { generationId });
  else if (outcome === 'canceled') await deps.queues.enqueue('deliver', { generationId });
  if (outcome === 'canceling') await deps.queues.enqueue('cancel', { generationId });
}
