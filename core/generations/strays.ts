import { z } from 'zod';
import { float, int, milliseconds, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { unstoppedForMs, watchForSecondMs } from './limits.ts';
import { storedFormat } from './stored-format.ts';

type WithDb = Pick<Deps, 'db'>;

/** A surplus prediction: its run has another, or has ended. */
const stray = z.object({ generationId: uuid, slot: int, externalId: text });
export type Stray = z.infer<typeof stray>;

/** Records it. Returns false if it was recorded before, and stopped. */
export async function writeDownStray(deps: WithDb, { generationId, slot, externalId }: Stray): Promise<boolean> {
  const count = await deps.db.$executeRaw`
    INSERT INTO stray_predictions (external_id, generation_id, slot) VALUES (${externalId}, ${generationId}::uuid, ${slot}::int)
    ON CONFLICT (external_id) DO UPDATE SET seen_at = stray_predictions.seen_at WHERE stray_predictions.canceled_at IS NULL`;
  return count > 0;
}

export async function markStrayCanceled(deps: WithDb, externalId: string): Promise<void> {
  await deps.db
    .$executeRaw`UPDATE stray_predictions SET canceled_at = now() WHERE external_id = ${externalId} AND canceled_at IS NULL`;
}

const unstoppedStray = stray.extend({ sinceMs: milliseconds });

/** The recorded strays that could not be stopped; after an hour the provider has ended them by itself. */
export const findUnstoppedStrays = (deps: WithDb, generationId: string) =>
  sqlRows(deps.db, unstoppedStray)`
    SELECT generation_id AS "generationId", slot, external_id AS "externalId", (extract(epoch FROM now() - seen_at) * 1000)::float8 AS "sinceMs"
    FROM stray_predictions
    WHERE generation_id = ${generationId}::uuid AND canceled_at IS NULL AND seen_at > now() - ${unstoppedForMs}::int * interval '1 millisecond'`;

/** A run for which the provider may have made a second prediction. */
const suspectRun = z.object({
  predictionId: uuid,
  slot: int,
  images: int,
  seed: int,
  externalId: text.nullable(),
  startedAt: time,
  /** Since the last creation. */
  sinceMs: milliseconds,
  model: text,
  prompt: storedText,
  negativePrompt: storedText,
  size: text,
  format: storedFormat,
  inputImageUrl: text.nullable(),
  secondImageUrl: text.nullable(),
  thirdImageUrl: text.nullable(),
  strength: float.nullable(),
  pixel: storedPixelWish,
});
export type SuspectRun = Opened<z.infer<typeof suspectRun>, 'prompt' | 'negativePrompt'>;

/** The runs of a generation that were sent more than once, or ended without our knowing whether they had been sent. */
export async function findSuspectRuns(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  generationId: string,
): Promise<SuspectRun[]> {
  const rows = await sqlRows(deps.db, suspectRun)`
    SELECT p.id AS "predictionId", p.slot, p.images, p.seed, p.external_id AS "externalId", g.started_at AS "startedAt",
      (extract(epoch FROM now() - coalesce(p.posted_until, p.submitted_at)) * 1000)::float8 AS "sinceMs", g.model,
      stored_text(g.prompt, g.prompt_sealed) AS prompt, stored_text(g.negative_prompt, g.negative_prompt_sealed) AS "negativePrompt",
      g.size, g.format, g.input_image_url AS "inputImageUrl", g.second_image_url AS "secondImageUrl",
      g.third_image_url AS "thirdImageUrl", g.strength, g.pixel
    FROM predictions p JOIN generations g ON g.id = p.generation_id
    WHERE p.generation_id = ${generationId}::uuid AND p.status NOT IN ('pending', 'submitting')
      AND (p.posts > 1 OR (p.posts > 0 AND p.external_id IS NULL))
      AND coalesce(p.posted_until, p.submitted_at) > now() - ${watchForSecondMs}::int * interval '1 millisecond'
    ORDER BY p.slot`;
  return openFields(deps, rows, 'prompt', 'negativePrompt');
}
