import { z } from 'zod';
import { sqlRun, unflushed } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { ProviderPrediction } from '../ports/image-provider.ts';
import { webhookAddress } from './webhook-address.ts';

/** How a run ended, as the provider's signed webhook says. */
export const saidEnd = z.object({
  id: z.string(),
  status: z.enum(['succeeded', 'failed', 'canceled']),
  outputs: z.array(z.string()),
  refused: z.boolean(),
  predictTimeMs: z.number().optional(),
});
export type SaidEnd = z.infer<typeof saidEnd>;

/**
 * Keeps what a signed webhook said of a run's end, so that nobody has to ask for it. The signature does not cover the address that it came to, so
 * the prediction must be the row's or, where the row does not know its id yet, have been created with this very address; otherwise nothing is kept,
 * and the provider is asked. The first end is final. One statement; no statement for anything but an end. A crash of the
 * database may take it back: then the provider is asked.
 */
export async function noteSaid(
  deps: Pick<Deps, 'db' | 'config'>,
  run: { generationId: string; slot: number },
  prediction: ProviderPrediction,
): Promise<void> {
  const end = saidEnd.safeParse(prediction);
  if (!end.success || prediction.dataRemoved) return;
  const isSurelyHere = prediction.webhookUrl === webhookAddress(deps.config, run);
  await sqlRun(deps.db, { prepared: true })`
    UPDATE predictions SET said = ${JSON.stringify(end.data)}::jsonb,
      ended_at = coalesce(ended_at, greatest(submitted_at, least(now(), ${prediction.completedAt ?? null}::timestamptz)))
    FROM ${unflushed}
    WHERE generation_id = ${run.generationId}::uuid AND slot = ${run.slot}::int AND status IN ('submitting', 'running') AND said IS NULL
      AND (external_id = ${end.data.id} OR (external_id IS NULL AND ${isSurelyHere}::boolean))`;
}
