import { useAgain } from '#core/chat/present/use-again.ts';
import { plainPaths } from '#core/contract/contract.ts';
import type { Deps } from '#core/deps.ts';
import { findModel } from '#core/models/catalogue.ts';
import { paidBy } from '#core/teams/words.ts';
import { presentPlace } from '../generations/place.ts';
import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';
import { type AssetFilter, passes } from './asset-filter.ts';
import { presentSummary, type SummaryRow } from './asset-row.ts';

interface DetailRow extends SummaryRow {
  generationId: string;
  position: number;
  size: string;
  byteLength: number;
  unitPrice: number;
  hasReference: boolean;
  /** The run that made it, and the position of that run's first image. */
  seed: number;
  images: number;
  firstPosition: number;
  platform: 'discord' | 'slack';
  workspaceName: string | null;
  placeName: string | null;
  teamName: string | null;
  projectName: string | null;
  newerId: string | null;
  olderId: string | null;
}

export const getAsset: ApiHandler<'getAsset'> = async ({ deps, who }, { params, query }) => {
  const row = await findAsset(deps, who.userId, params.id, query);
  if (!row) throw notFound('There is no such image');
  const { generationId, seed, size, byteLength, projectId, projectName, newerId, olderId } = row;
  return {
    ...presentSummary(row),
    generationId,
    seed: findModel(row.model)?.hasSeed === false ? null : seed,
    price: row.unitPrice,
    size,
    byteLength,
    place: presentPlace(row),
    paidBy: paidBy(row.teamName),
    project: projectId === null || projectName === null ? null : { id: projectId, name: projectName },
    useAgain: useAgain({ ...row, index: row.position - row.firstPosition }),
    downloadUrl: `${plainPaths.file(row.id, 'image')}?download`,
    newerId,
    olderId,
  };
};

async function findAsset(
  deps: Pick<Deps, 'db'>,
  userId: string,
  id: string,
  filter: AssetFilter,
): Promise<DetailRow | undefined> {
  const [row] = await deps.db.$queryRaw<DetailRow[]>`
    WITH it AS (
      SELECT * FROM assets WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND deleted_at IS NULL)
    SELECT a.id, g.prompt, g.model, a.width, a.height, a.project_id AS "projectId", a.created_at AS "createdAt",
      a.generation_id AS "generationId", a.position, g.size, a.byte_length AS "byteLength", g.unit_price AS "unitPrice",
      g.input_image_key IS NOT NULL AS "hasReference", p.seed, p.images,
      (SELECT coalesce(sum(o.images), 0)::int FROM predictions o
       WHERE o.generation_id = g.id AND o.slot < p.slot) AS "firstPosition",
      coalesce(d.platform, i.platform) AS platform, w.name AS "workspaceName", i.place_name AS "placeName",
      t.name AS "teamName", pr.name AS "projectName",
      (SELECT a.id FROM it, assets a JOIN generations g ON g.id = a.generation_id
       WHERE a.user_id = it.user_id AND a.deleted_at IS NULL AND (a.created_at, a.id) > (it.created_at, it.id)
         AND ${passes(filter)} ORDER BY a.created_at, a.id LIMIT 1) AS "newerId",
      (SELECT a.id FROM it, assets a JOIN generations g ON g.id = a.generation_id
       WHERE a.user_id = it.user_id AND a.deleted_at IS NULL AND (a.created_at, a.id) < (it.created_at, it.id)
         AND ${passes(filter)} ORDER BY a.created_at DESC, a.id DESC LIMIT 1) AS "olderId"
    FROM it a JOIN generations g ON g.id = a.generation_id JOIN predictions p ON p.id = a.prediction_id
      JOIN identities i ON i.id = g.identity_id LEFT JOIN deliveries d ON d.generation_id = g.id
      LEFT JOIN workspaces w ON w.platform = d.platform AND w.external_id = coalesce(d.guild_id, d.team_id)
      LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
      LEFT JOIN projects pr ON pr.id = a.project_id`;
  return row;
}
