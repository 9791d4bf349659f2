import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { AssetSort } from '../contract/pages/gallery.ts';
import { flag, float, int, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { askedIn, placeName, placeRow, workspaceName } from '../generations/place-row.ts';
import { storedFormat } from '../generations/stored-format.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { teamName } from '../teams/names.ts';
import { type AssetFilter, passes } from './asset-filter.ts';
import { offerDays, storedContract } from './contract/asset-contract.ts';
import { assetColumns, assetRow } from './list-assets.ts';
import { pictureType } from './picture-type.ts';
import { isShown } from './shown.ts';
import { sorted } from './sort.ts';
import { sourceRow } from './source.ts';

/** The request whose run made it. */
const requestRow = placeRow.extend({
  /** The provider's id. */
  model: text,
  size: text,
  format: storedFormat,
  unitPrice: int,
  hasReference: flag,
  negativePrompt: storedText,
  strength: float.nullable(),
  pixel: storedPixelWish,
  /** The seed and image count of the run that made it, and the position of that run's first image. */
  seed: int,
  images: int,
  firstPosition: int,
  teamName: storedText.nullable(),
});

/** Another image, as a list shows it. */
const relatedRow = assetRow.pick({
  id: true,
  model: true,
  originModel: true,
  operation: true,
  width: true,
  height: true,
  layout: true,
});
export type RelatedRow = z.infer<typeof relatedRow>;

const detailRow = assetRow.extend({
  ...sourceRow.shape,
  position: int,
  contentType: pictureType,
  byteLength: int,
  sha256: text,
  /** What it was to be as pixel art, and what it is. */
  contract: storedContract,
  /** It is not as it was asked for, and its owner may still keep it or give it back. */
  isOffered: flag,
  /** Null if that was deleted. */
  madeFrom: relatedRow.nullable(),
  madeInto: z.array(relatedRow),
  /** Of the same request, itself among them. */
  siblings: z.array(relatedRow),
  request: requestRow.nullable(),
  projectName: storedText.nullable(),
  newerId: uuid.nullable(),
  olderId: uuid.nullable(),
});

type Stored = z.infer<typeof detailRow>;
export type AssetDetail = Omit<Opened<Stored, 'prompt' | 'projectName'>, 'request'> & {
  request: Opened<z.infer<typeof requestRow>, 'workspaceName' | 'placeName' | 'teamName' | 'negativePrompt'> | null;
};

/** An image `o` with its request `h`, as a related row. */
const related = Prisma.sql`jsonb_build_object('id', o.id, 'model', h.model, 'originModel', h.origin_model, 'operation', o.operation, 'width', o.width, 'height', o.height, 'layout', o.layout)`;
const shownOther = Prisma.sql`o.user_id = a.user_id AND o.deleted_at IS NULL AND o.trashed_at IS NULL AND o.hidden_at IS NULL AND o.flagged_at IS NULL`;
const mostMadeInto = 12;

/**
 * An account's image with everything known about it, and its neighbours in the list with this filter. One statement, and one more to search.
 */
export async function findAsset(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id, filter, sort }: { userId: string; id: string; filter: AssetFilter; sort?: AssetSort | undefined },
): Promise<AssetDetail | undefined> {
  const passing = await passes(deps, userId, filter);
  const by = sorted(sort);
  const row = await sqlRow(deps.db, detailRow)`
    WITH it AS (
      SELECT a.*, ${by.key} AS sort_key FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
      WHERE a.id = ${id}::uuid AND a.user_id = ${userId}::uuid AND ${isShown})
    SELECT ${assetColumns}, a.source, a.prediction_id AS "predictionId", a.parent_id AS "parentId",
      a.position, a.content_type AS "contentType", a.byte_length AS "byteLength", a.sha256, a.contract,
      coalesce((a.contract->>'isOffer')::boolean, false) AND a.kept_at IS NULL
        AND a.created_at > now() - ${offerDays}::int * interval '1 day' AS "isOffered",
      (SELECT ${related} FROM assets o LEFT JOIN generations h ON h.id = o.generation_id
       WHERE o.id = coalesce(g.source_asset_id, a.parent_id) AND ${shownOther}) AS "madeFrom",
      (SELECT coalesce(jsonb_agg(m.row), '[]') FROM (
        SELECT ${related} AS row FROM (
          SELECT o.* FROM assets o JOIN generations h ON h.id = o.generation_id WHERE h.source_asset_id = a.id
          UNION ALL SELECT o.* FROM assets o WHERE o.parent_id = a.id) o LEFT JOIN generations h ON h.id = o.generation_id
        WHERE ${shownOther} ORDER BY o.created_at DESC, o.position LIMIT ${mostMadeInto}::int) m) AS "madeInto",
      (SELECT coalesce(jsonb_agg(${related} ORDER BY o.position), '[]') FROM assets o JOIN generations h ON h.id = o.generation_id
       WHERE o.generation_id = a.generation_id AND ${shownOther}) AS siblings,
      CASE WHEN pr.id IS NOT NULL THEN stored_text(pr.name, pr.name_sealed) END AS "projectName",
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('model', g.model, 'size', g.size, 'format', g.format, 'unitPrice', g.unit_price,
        'hasReference', g.input_image_key IS NOT NULL OR g.reference_gone_at IS NOT NULL,
        'negativePrompt', stored_text(g.negative_prompt, g.negative_prompt_sealed), 'strength', g.strength, 'pixel', g.pixel, 'seed', p.seed, 'images', p.images,
        'firstPosition', (SELECT coalesce(sum(o.images), 0)::int FROM predictions o WHERE o.generation_id = g.id AND o.slot < p.slot),
        'platform', coalesce(r.platform, i.platform), 'workspaceName', ${workspaceName}, 'placeName', ${placeName}, 'teamName', ${teamName}) END AS request,
      (SELECT a.id FROM it, assets a LEFT JOIN generations g ON g.id = a.generation_id
       WHERE a.user_id = it.user_id AND ${isShown} AND ${by.beside('before')} AND ${passing}
       ORDER BY ${by.backwards} LIMIT 1) AS "newerId",
      (SELECT a.id FROM it, assets a LEFT JOIN generations g ON g.id = a.generation_id
       WHERE a.user_id = it.user_id AND ${isShown} AND ${by.beside('after')} AND ${passing}
       ORDER BY ${by.order} LIMIT 1) AS "olderId"
    FROM it a LEFT JOIN generations g ON g.id = a.generation_id LEFT JOIN predictions p ON p.id = a.prediction_id
      ${askedIn}
      LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
      LEFT JOIN projects pr ON pr.id = a.project_id`;
  if (!row) return undefined;
  const made = row.request && madeBySecondTry(row, row.request);
  const request = made && (await openFieldsOf(deps, made, 'workspaceName', 'placeName', 'teamName', 'negativePrompt'));
  return { ...(await openFieldsOf(deps, row, 'prompt', 'projectName')), request };
}

/** A second try is a run of its own, with a seed of its own. */
function madeBySecondTry<Request extends Pick<z.infer<typeof requestRow>, 'seed' | 'images' | 'firstPosition'>>(
  { contract, position }: Pick<Stored, 'contract' | 'position'>,
  request: Request,
): Request {
  const second = contract?.secondTry;
  return second
    ? { ...request, seed: second.seed, images: second.images, firstPosition: position - second.index }
    : request;
}
