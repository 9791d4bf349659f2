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

/** A run that is to be stopped at the provider. */
export interface RunToCancel {
  slot: number;
  externalId: string;
  /** Since it was called off, by the database's clock. */
  sinceMs: number;
}

export const findRunsToCancel = (deps: Pick<Deps, 'db'>, generationId: string): Promise<RunToCancel[]> =>
  deps.db.$queryRaw<RunToCancel[]>`
    SELECT p.slot, p.external_id AS "externalId", coalesce(extract(epoch FROM now() - g.cancel_requested_at) * 1000, 0)::float8 AS "sinceMs"
    FROM predictions p JOIN generations g ON g.id = p.generation_id
    WHERE p.generation_id = ${generationId}::uuid AND p.status = 'running' AND p.external_id IS NOT NULL`;
