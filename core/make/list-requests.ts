import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { storedLayout } from '../assets/layout/asset-layout.ts';
import { isShown } from '../assets/shown.ts';
import { flag, float, generationStatus, int, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { descriptionOf } from '../generations/description.ts';
import { storedPixelFound } from '../generations/pixel-found.ts';
import { askedIn, placeName, placeRow, workspaceName } from '../generations/place-row.ts';
import { failureCode } from '../generations/settlement.ts';
import { requestsAhead } from '../generations/view.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';
import { teamName } from '../teams/names.ts';

/** In JSON, PostgreSQL writes times as text with an offset. */
const image = z.object({
  id: uuid,
  width: int,
  height: int,
  layout: storedLayout,
  projectId: uuid.nullable(),
  isFavourite: flag,
  createdAt: z.string(),
});

const requestRow = placeRow.extend({
  id: uuid,
  prompt: storedText,
  /** The provider's id. */
  model: text,
  originModel: text.nullable(),
  tool: toolName.nullable(),
  size: text,
  count: int,
  seed: int,
  unitPrice: int,
  status: generationStatus,
  isCanceling: flag,
  /** Between 0 and 1. */
  progress: float.nullable(),
  ahead: int,
  stored: int,
  failure: failureCode.nullable(),
  withheld: int,
  unchecked: int,
  /** It is made, and waits for a check that could not look. */
  isUnchecked: flag,
  /** What a model said of a picture, if that was asked for and is not deleted. */
  description: storedText.nullable(),
  /** What a picture turned out to be when pixel art was to be made of it. */
  pixelFound: storedPixelFound,
  /** Those that are stored and may be shown anywhere, in their order. */
  images: z.array(image),
  createdAt: time,
  finishedAt: time.nullable(),
  teamName: storedText.nullable(),
});
export type OwnRequest = Opened<
  z.infer<typeof requestRow>,
  'prompt' | 'description' | 'workspaceName' | 'placeName' | 'teamName'
>;

/** An account's requests, newest first, wherever they were asked for, with the images that are there so far: one statement. */
export const listRequests = (
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { after, limit }: { after?: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<OwnRequest[]> => {
  const { createdAt = null, id = null } = after ?? {};
  return requestsWhere(
    deps,
    Prisma.sql`g.user_id = ${userId}::uuid AND (${createdAt}::timestamptz IS NULL OR (g.created_at, g.id) < (${createdAt}::timestamptz, ${id}::uuid))`,
    limit,
  );
};

/** One of them; undefined if there is none such. */
export const readRequest = async (
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id }: { userId: string; id: string },
): Promise<OwnRequest | undefined> =>
  (await requestsWhere(deps, Prisma.sql`g.id = ${id}::uuid AND g.user_id = ${userId}::uuid`, 1))[0];

async function requestsWhere(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  which: Prisma.Sql,
  limit: number,
): Promise<OwnRequest[]> {
  const rows = await sqlRows(deps.db, requestRow)`
    SELECT g.id, stored_text(g.prompt, g.prompt_sealed) AS prompt, g.model, g.origin_model AS "originModel", g.tool, g.size, g.count, g.seed,
      g.unit_price AS "unitPrice", g.status, g.cancel_requested_at IS NOT NULL AS "isCanceling", g.progress, ${requestsAhead} AS ahead, g.stored,
      g.failure, g.withheld, g.unchecked, g.status = 'running' AND waits_for_check(g.id) AS "isUnchecked", ${descriptionOf('g')} AS description,
      g.pixel_found AS "pixelFound",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'width', a.width, 'height', a.height, 'layout', a.layout, 'projectId', a.project_id,
          'isFavourite', a.favourite_at IS NOT NULL, 'createdAt', a.created_at) ORDER BY a.position), '[]')
       FROM assets a WHERE a.generation_id = g.id AND ${isShown}) AS images,
      g.created_at AS "createdAt", g.finished_at AS "finishedAt", coalesce(r.platform, i.platform) AS platform,
      ${workspaceName} AS "workspaceName", ${placeName} AS "placeName", ${teamName} AS "teamName"
    FROM (SELECT * FROM generations g WHERE ${which} ORDER BY g.created_at DESC, g.id DESC LIMIT ${limit}::int) g
      ${askedIn} LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
    ORDER BY g.created_at DESC, g.id DESC`;
  return openFields(deps, rows, 'prompt', 'description', 'workspaceName', 'placeName', 'teamName');
}
