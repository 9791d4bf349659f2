import { z } from 'zod';
import { storedLayout } from '../assets/layout/asset-layout.ts';
import { assetWords } from '../assets/list-assets.ts';
import { flag, int, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { Failure } from '../failure.ts';
import { openFieldsOf, storedText } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { toolName } from '../models/tools.ts';
import { storedFormat } from './stored-format.ts';
import { pictureCovered, pictureGone } from './tool-refusals.ts';

const sourcePicture = z.object({
  id: uuid,
  /** Its request; null if none made it. */
  generationId: uuid.nullable(),
  width: int,
  height: int,
  layout: storedLayout,
  /** Its place among those of its request, from 0; null if none made it. */
  position: int.nullable(),
  projectId: uuid.nullable(),
  /** Whose it is. */
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** What it was asked for with, or its title. */
  words: storedText,
  /** And what must not be in it. */
  negativePrompt: storedText,
  /** Of the request that made it; null if none did. */
  model: text.nullable(),
  originModel: text.nullable(),
  tool: toolName.nullable(),
  /** What we did to another picture to make it; null: nothing. */
  operation: text.nullable(),
  size: text.nullable(),
  format: storedFormat,
  pixel: storedPixelWish,
  count: int,
  /** It is shown behind a spoiler, to adults. */
  isFlagged: flag,
});

/** The picture behind a button, whoever's it is: whoever sees its card may press. @throws Failure picture_gone */
export async function findSourcePicture(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  assetId: string,
  whyNot: () => Failure = pictureGone,
) {
  const row = await sqlRow(deps.db, sourcePicture)`
    SELECT a.id, a.generation_id AS "generationId", a.width, a.height, a.layout, a.position, a.project_id AS "projectId", coalesce(g.user_id, a.user_id) AS "userId", g.identity_id AS "identityId",
      ${assetWords} AS words, stored_text(coalesce(g.negative_prompt, ''), g.negative_prompt_sealed) AS "negativePrompt", g.model, g.origin_model AS "originModel", g.tool, a.operation, g.size, g.format, g.pixel, coalesce(g.count, 1) AS count,
      a.flagged_at IS NOT NULL AS "isFlagged"
    FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
    WHERE a.id = ${assetId}::uuid AND a.deleted_at IS NULL AND a.hidden_at IS NULL`;
  if (!row) throw whyNot();
  return openFieldsOf(deps, row, 'words', 'negativePrompt');
}

/** Why a picture that a card has is not to be had: it stands behind a spoiler, or is there no more. */
export async function whyNoPicture({ db }: Pick<Deps, 'db'>, id: string): Promise<Failure> {
  const isThere = { id, deletedAt: null, hiddenAt: null, flaggedAt: { not: null } };
  return (await db.asset.count({ where: isThere })) > 0 ? pictureCovered() : pictureGone();
}

const made = z.object({
  model: text,
  originModel: text.nullable(),
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** The file of the picture that it is made from, if that is one of ours and is there. */
  sourceKey: text.nullable(),
  layout: storedLayout,
});

/** Whose request this is, and what drew the picture that it is made from. */
export const findMade = ({ db }: Pick<Deps, 'db'>, generationId: string) => sqlRow(db, made)`
  SELECT g.model, g.origin_model AS "originModel", g.user_id AS "userId", g.identity_id AS "identityId", a.storage_key AS "sourceKey", a.layout
  FROM generations g LEFT JOIN assets a ON a.id = g.source_asset_id AND a.deleted_at IS NULL WHERE g.id = ${generationId}::uuid`;
