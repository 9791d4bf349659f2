import { z } from 'zod';
import { flag, float, int, text, time } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openFieldsOf, storedText } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { maxSeed } from '../models/seed.ts';
import { storedFormat } from './stored-format.ts';

type WithDb = Pick<Deps, 'db'>;

const secondTry = z.object({
  /** Nobody began it before. */
  isFirst: flag,
  /** The provider's id of it, if it is known. */
  externalId: text.nullable(),
  /** When it was, or may have been, created; by the database's clock. */
  askedAt: time,
  slot: int,
  seed: int,
  model: text,
  prompt: storedText,
  negativePrompt: storedText,
  size: text,
  format: storedFormat,
  pixel: storedPixelWish,
  inputImageUrl: text.nullable(),
  secondImageUrl: text.nullable(),
  thirdImageUrl: text.nullable(),
  strength: float.nullable(),
});

/**
 * Notes that one more run is about to be created for a run whose pixel art is not as asked, and returns what it is to be asked: one statement, so that nobody
 * else creates one. Undefined if the run is settled.
 */
export async function beginSecondTry(deps: Pick<Deps, 'db' | 'keys' | 'log'>, predictionId: string) {
  const row = await sqlRow(deps.db, secondTry)`
    WITH begun AS (
      UPDATE predictions SET second_asked_at = now()
      WHERE id = ${predictionId}::uuid AND status = 'running' AND second_asked_at IS NULL RETURNING second_asked_at)
    SELECT begun.second_asked_at IS NOT NULL AS "isFirst", p.second_external_id AS "externalId",
      coalesce(p.second_asked_at, begun.second_asked_at) AS "askedAt", p.slot, p.seed, g.model,
      stored_text(g.prompt, g.prompt_sealed) AS prompt, stored_text(g.negative_prompt, g.negative_prompt_sealed) AS "negativePrompt",
      g.size, g.format, g.pixel, g.input_image_url AS "inputImageUrl", g.second_image_url AS "secondImageUrl", g.third_image_url AS "thirdImageUrl", g.strength
    FROM predictions p JOIN generations g ON g.id = p.generation_id LEFT JOIN begun ON true
    WHERE p.id = ${predictionId}::uuid AND p.status = 'running'`;
  return row && openFieldsOf(deps, row, 'prompt', 'negativePrompt');
}

/** Whether one of a request's runs is drawn once more at this moment. */
export const isSecondTry = async ({ db }: WithDb, generationId: string): Promise<boolean> =>
  (await db.prediction.count({ where: { generationId, status: 'running', secondAskedAt: { not: null } } })) > 0;

export async function saveSecondId({ db }: WithDb, predictionId: string, externalId: string): Promise<void> {
  await db.prediction.updateMany({ where: { id: predictionId }, data: { secondExternalId: externalId } });
}

/** Another seed, far from those of the request's other runs, and the same for the same run. */
export const secondSeed = (seed: number): number => (seed + 1_000_003) % (maxSeed + 1);

const askedRow = z.object({ size: text, pixel: storedPixelWish });

/** What was asked of a request that says what pixel art is to be. */
export const findAskedPixels = ({ db }: WithDb, generationId: string) =>
  sqlRow(db, askedRow)`SELECT size, pixel FROM generations WHERE id = ${generationId}::uuid`;
