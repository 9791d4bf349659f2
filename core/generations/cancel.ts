import { z } from 'zod';
import { int, milliseconds, text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { markUndelivered } from './delivery.ts';
import type { Owner } from './owner.ts';

const cancelOutcome = z.enum(['canceled', 'canceling', 'too_late', 'not_yours']);
export type CancelOutcome = z.infer<typeof cancelOutcome>;

const callOff = sqlFunction({
  name: 'cancel_generation',
  args: z.object({ generationId: uuid, identityId: uuid.nullable(), userId: uuid.nullable() }),
  row: z.object({ outcome: cancelOutcome }),
});

/**
 * Cancels a generation. Runs that were not sent end now and their credits return at once; the others end when the provider confirms.
 * `silently`: nothing was shown yet, so nothing needs updating either.
 */
export async function cancelGeneration(
  deps: Pick<Deps, 'db' | 'queues'>,
  wanted: { generationId: string; who: Owner; silently?: boolean },
): Promise<CancelOutcome> {
  const { generationId, who } = wanted;
  const { identityId, userId } = who;
  const { outcome } = await repeatable(() => callOff.one(deps.db, { generationId, identityId, userId }));
  // The cancellation is recorded; if enqueueing fails, `sweep` does it.
  await follow(deps, generationId, outcome, wanted.silently ?? false).catch(() => undefined);
  return outcome;
}

/** Whether somebody canceled it before; for its owner alone to read. */
export async function wasCanceled({ db }: Pick<Deps, 'db'>, generationId: string): Promise<boolean> {
  const before = { id: generationId, cancelRequestedAt: { not: null } };
  return (await db.generation.count({ where: before })) > 0;
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

/** A run that must be stopped at the provider. */
const runToCancel = z.object({
  slot: int,
  externalId: text,
  /** Since the cancellation, by the database's clock. */
  sinceMs: milliseconds,
});
export type RunToCancel = z.infer<typeof runToCancel>;

export const findRunsToCancel = (deps: Pick<Deps, 'db'>, generationId: string): Promise<RunToCancel[]> =>
  sqlRows(deps.db, runToCancel)`
    SELECT p.slot, p.external_id AS "externalId", coalesce(extract(epoch FROM now() - g.cancel_requested_at) * 1000, 0)::float8 AS "sinceMs"
    FROM predictions p JOIN generations g ON g.id = p.generation_id
    WHERE p.generation_id = ${generationId}::uuid AND p.status = 'running' AND p.external_id IS NOT NULL`;
