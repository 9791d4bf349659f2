import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { pictureType } from '../assets/picture-type.ts';
import type { StatusTarget } from '../chat/messenger.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import { flag, generationStatus, int, milliseconds, predictionStatus, text, time, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';
import { teamName } from '../teams/names.ts';
import { teamDeclined } from '../teams/team-here.ts';
import { type Hold, lateMs } from './delivery.ts';
import { descriptionOf } from './description.ts';
import { failureCode } from './settlement.ts';
import { isKept } from './withheld.ts';

/** A generation as it is shown to people. */
const generationView = z.object({
  id: uuid,
  status: generationStatus,
  model: text,
  prompt: storedText,
  size: text,
  /** What was done to a picture, if a button did it, and the model that drew that picture if this is no new drawing. */
  tool: toolName.nullable(),
  originModel: text.nullable(),
  /** What a model said of the picture, if that was asked for and is not deleted. */
  description: storedText.nullable(),
  count: int,
  seed: int,
  unitPrice: int,
  stored: int,
  failure: failureCode.nullable(),
  /** Of the missing images, those that the check for adult content withheld, and those that it could not look at in time. */
  withheld: int,
  unchecked: int,
  /** It is made, and waits for a check that could not look. */
  isUnchecked: flag,
  /** Withheld images are kept, and its asker may see them. */
  canShowWithheld: flag,
  inputImageKey: text.nullable(),
  /** The picture that was described may be shown to whoever sees the words. */
  showsInput: flag,
  cancelRequested: flag,
  createdAt: time,
  startedAt: time.nullable(),
  /** Who asked, if in a chat. */
  identityId: uuid.nullable(),
  /** The account that owns it; null while its asker is a guest. */
  accountId: uuid.nullable(),
  /** The name of the team that pays, possibly empty; null if the requester pays. */
  teamName: storedText.nullable(),
  /** Why the team does not pay, though the requester may use its wallet. */
  teamDeclined: teamDeclined.nullable(),
  /** Waiting generations that go first. */
  ahead: int,
  /** What the status message shows now. */
  shown: text,
  /** Files of the result that are already uploaded. */
  uploads: z.array(text),
  runs: z.array(z.object({ slot: int, status: predictionStatus, externalId: text.nullable(), isUnchecked: flag })),
  assets: z.array(
    z.object({
      id: uuid,
      position: int,
      storageKey: text,
      contentType: pictureType,
      width: int,
      height: int,
      byteLength: int,
      /** To be shown covered. */
      isFlagged: flag,
    }),
  ),
});
export type GenerationView = Opened<z.infer<typeof generationView>, 'prompt' | 'teamName' | 'description'>;

export interface MessageClaim {
  view: GenerationView;
  target: StatusTarget;
  targetId: string;
  hold: Hold;
  /** The status message can never be changed again. */
  statusClosed: boolean;
  /** How long it has been due for delivery, by the database's clock; 0 while it is open. */
  dueForMs: number;
}

export type ClaimRefusal = 'busy' | 'nothing_to_do';

const claimRow = generationView.extend({
  ...targetRow.shape,
  targetId: uuid,
  messageId: text.nullable(),
  statusClosed: flag,
  dueForMs: milliseconds,
  /** Null while another process holds the message, or nobody asked for it. */
  claimedAs: int.nullable(),
});

/** How many waiting requests, of all people, go before the generation `g`. */
export const requestsAhead = Prisma.sql`CASE WHEN g.status = 'queued' THEN (SELECT count(*)::int FROM (
    SELECT 1 FROM generations o WHERE o.status = 'queued' AND (o.priority, o.created_at) < (g.priority, g.created_at)
    LIMIT 1000) AS first) ELSE 0 END`;

/** What to write: its progress while it is `open`, its result once it has `ended`, or the result `again`. */
export type Writing = 'open' | 'ended' | 'again';

const isTo: Record<Writing, Prisma.Sql> = {
  open: Prisma.sql`d.status = 'pending' AND g.finished_at IS NULL`,
  ended: Prisma.sql`d.status = 'pending' AND g.finished_at IS NOT NULL AND (d.next_try_at IS NULL OR d.next_try_at <= now())`,
  again: Prisma.sql`d.status = 'delivered' AND d.rewrite_at <= now() AND (d.next_try_at IS NULL OR d.next_try_at <= now())`,
};

/** Where pictures are checked before others see them, what somebody added was not: it is shown only if it was made here, and passed. */
const showsInput = Prisma.sql`coalesce(g.tool = 'describe', false) AND g.input_image_key IS NOT NULL AND (NOT g.needs_check OR EXISTS (
    SELECT 1 FROM assets s WHERE s.id = g.source_asset_id AND s.deleted_at IS NULL AND s.hidden_at IS NULL AND s.flagged_at IS NULL))`;

/** What is shown of a generation `g`, with its delivery `d` and the team `t` that pays. */
const viewColumns = Prisma.sql`g.id, g.status, g.model, stored_text(g.prompt, g.prompt_sealed) AS prompt, g.size, g.tool,
  g.origin_model AS "originModel", ${descriptionOf('g')} AS description, g.count, g.seed,
  g.unit_price AS "unitPrice", g.stored, g.failure, g.withheld, g.unchecked,
  g.status = 'running' AND waits_for_check(g.id) AS "isUnchecked",
  g.withheld > 0 AND EXISTS (SELECT 1 FROM held_outputs h WHERE h.generation_id = g.id AND ${isKept}) AS "canShowWithheld",
  g.input_image_key AS "inputImageKey", ${showsInput} AS "showsInput", g.cancel_requested_at IS NOT NULL AS "cancelRequested", g.created_at AS "createdAt",
  g.started_at AS "startedAt", g.identity_id AS "identityId", g.user_id AS "accountId", ${teamName} AS "teamName", g.team_declined AS "teamDeclined",
  coalesce(d.shown, '') AS shown, coalesce(d.uploads, '{}') AS uploads, ${requestsAhead} AS ahead,
  coalesce((SELECT jsonb_agg(jsonb_build_object('slot', p.slot, 'status', p.status, 'externalId', p.external_id,
    'isUnchecked', p.unchecked_at IS NOT NULL) ORDER BY p.slot) FROM predictions p WHERE p.generation_id = g.id), '[]') AS runs,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'position', a.position, 'storageKey', a.storage_key,
    'contentType', a.content_type, 'width', a.width, 'height', a.height, 'byteLength', a.byte_length,
    'isFlagged', a.flagged_at IS NOT NULL)
    ORDER BY a.position) FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL AND a.hidden_at IS NULL), '[]') AS assets`;

/**
 * Takes the sole right to write to a generation's message, and reads what to write there. `busy` while another process has that right.
 * A process that had it before and never gave it back may still be writing a status: then the result must be written again later.
 */
export async function claimMessage(
  deps: Pick<Deps, 'db' | 'seal' | 'keys' | 'log' | 'metrics'>,
  generationId: string,
  writing: Writing,
  leaseMs: number,
): Promise<MessageClaim | ClaimRefusal> {
  const row = await sqlRow(deps.db, claimRow, { prepared: true })`
    WITH wanted AS (
      SELECT d.generation_id FROM deliveries d JOIN generations g ON g.id = d.generation_id
      WHERE d.generation_id = ${generationId}::uuid AND ${isTo[writing]}
    ), mine AS (
      UPDATE deliveries d SET lease_until = now() + ${leaseMs}::int * interval '1 millisecond', attempts = d.attempts + 1,
        rewrite_at = CASE WHEN ${writing === 'ended'} AND d.lease_until IS NOT NULL
          THEN now() + ${lateMs}::int * interval '1 millisecond' ELSE d.rewrite_at END
      FROM wanted WHERE d.generation_id = wanted.generation_id AND (d.lease_until IS NULL OR d.lease_until < now())
      RETURNING d.generation_id, d.attempts)
    SELECT (SELECT attempts FROM mine) AS "claimedAs", d.status_closed AS "statusClosed", d.message_id AS "messageId",
      coalesce(extract(epoch FROM now() - coalesce(d.asked_at, g.finished_at)) * 1000, 0)::float8 AS "dueForMs",
      r.id AS "targetId", ${targetColumns}, ${viewColumns}
    FROM wanted JOIN deliveries d USING (generation_id) JOIN reply_targets r ON r.id = d.target_id
      JOIN generations g ON g.id = wanted.generation_id LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id`;
  if (!row) return 'nothing_to_do';
  if (row.claimedAs === null) return 'busy';
  const { targetId, messageId, statusClosed, dueForMs } = row;
  const target = { ...(await targetOfRow(deps, row)), ...(messageId === null ? {} : { messageId }) };
  return {
    view: await openFieldsOf(deps, row, 'prompt', 'teamName', 'description'),
    target,
    targetId,
    hold: { generationId, number: row.claimedAs },
    statusClosed,
    dueForMs,
  };
}

const readRow = generationView.extend({
  /** It has a delivery, so it is shown in chat. */
  isInChat: flag,
});

/** A generation as it is shown to people, for callers that write to no message. */
export async function readView(deps: Pick<Deps, 'db' | 'keys' | 'log'>, generationId: string) {
  const row = await sqlRow(deps.db, readRow)`
    SELECT d.generation_id IS NOT NULL AS "isInChat", ${viewColumns}
    FROM generations g LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
      LEFT JOIN deliveries d ON d.generation_id = g.id
    WHERE g.id = ${generationId}::uuid`;
  return row && openFieldsOf(deps, row, 'prompt', 'teamName', 'description');
}
