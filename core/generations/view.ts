import { Prisma } from '../../prisma/generated/client.ts';
import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { openOrNothing } from '../sealed.ts';
import type { TeamRefusal } from '../teams/team-here.ts';
import { type Hold, lateMs } from './delivery.ts';
import type { FailureCode } from './settlement.ts';

/** A generation as people are told of it. */
export interface GenerationView {
  id: string;
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
  model: string;
  prompt: string;
  size: string;
  count: number;
  seed: number;
  unitPrice: number;
  stored: number;
  failure: FailureCode | null;
  inputImageKey: string | null;
  cancelRequested: boolean;
  createdAt: Date;
  startedAt: Date | null;
  identityId: string;
  /** Credits of its wallet now. */
  balance: number;
  /** The team that pays, as it is called, or empty; null: the asker does. */
  teamName: string | null;
  /** Why the team does not pay, though its asker may use its wallet. */
  teamDeclined: TeamRefusal | null;
  /** Waiting generations that go first. */
  ahead: number;
  /** What the status message shows now. */
  shown: string;
  /** Files of the result that are uploaded already. */
  uploads: string[];
  runs: Array<{ slot: number; status: string; externalId: string | null }>;
  assets: Array<{
    id: string;
    position: number;
    storageKey: string;
    contentType: string;
    width: number;
    height: number;
    byteLength: number;
  }>;
}

export interface MessageClaim {
  view: GenerationView;
  spot: Spot;
  hold: Hold;
  /** The status message cannot be changed, for good. */
  statusClosed: boolean;
  /** Since when it is to be brought there, by the database's clock; 0 while it is open. */
  dueForMs: number;
}

export type ClaimRefusal = 'busy' | 'nothing_to_do';

type ClaimRow = GenerationView &
  SpotRow &
  Pick<MessageClaim, 'statusClosed' | 'dueForMs'> & { claimedAs: number | null };

/** Where a delivery goes, as its row has it. */
export interface SpotRow {
  platform: Spot['platform'];
  teamId: string;
  channelId: string;
  userId: string;
  replyToken: Uint8Array | null;
  replyExpiresAt: Date | null;
  messageId: string | null;
  fileLimit: number;
}

/** How many waiting requests of everybody's go before the generation `g`. */
export const requestsAhead = Prisma.sql`CASE WHEN g.status = 'queued' THEN (SELECT count(*)::int FROM (
    SELECT 1 FROM generations o WHERE o.status = 'queued' AND (o.priority, o.created_at) < (g.priority, g.created_at)
    LIMIT 1000) AS first) ELSE 0 END`;

/** What is to be written: its progress while it is `open`, its result once it has `ended`, or that once more. */
export type Writing = 'open' | 'ended' | 'again';

const isTo: Record<Writing, Prisma.Sql> = {
  open: Prisma.sql`d.status = 'pending' AND g.finished_at IS NULL`,
  ended: Prisma.sql`d.status = 'pending' AND g.finished_at IS NOT NULL AND (d.next_try_at IS NULL OR d.next_try_at <= now())`,
  again: Prisma.sql`d.status = 'delivered' AND d.rewrite_at <= now() AND (d.next_try_at IS NULL OR d.next_try_at <= now())`,
};

/**
 * Takes the sole right to write to a generation's message, and reads what to write there. `busy` while another process has that right.
 * Whoever had it before and never gave it back may still be writing a status: then the result is to be written again later.
 */
export async function claimMessage(
  deps: Pick<Deps, 'db' | 'seal' | 'log' | 'metrics'>,
  generationId: string,
  writing: Writing,
  leaseMs: number,
): Promise<MessageClaim | ClaimRefusal> {
  const row = await read(deps, generationId, { writing, leaseMs });
  if (!row) return 'nothing_to_do';
  if (row.claimedAs === null) return 'busy';
  const { statusClosed, dueForMs } = row;
  return { view: row, spot: spotOf(deps, row), hold: { generationId, number: row.claimedAs }, statusClosed, dueForMs };
}

/** A generation as people are told of it, by who writes to no message. Undefined where none tells of it. */
export function readView(deps: Pick<Deps, 'db'>, generationId: string): Promise<GenerationView | undefined> {
  return read(deps, generationId, undefined);
}

async function read(
  deps: Pick<Deps, 'db'>,
  generationId: string,
  claim: { writing: Writing; leaseMs: number } | undefined,
): Promise<ClaimRow | undefined> {
  const isWanted = claim ? isTo[claim.writing] : Prisma.sql`TRUE`;
  const [row] = await deps.db.$queryRaw<ClaimRow[]>`
    WITH wanted AS (
      SELECT d.generation_id FROM deliveries d JOIN generations g ON g.id = d.generation_id
      WHERE d.generation_id = ${generationId}::uuid AND ${isWanted}
    ), mine AS (
      UPDATE deliveries d SET lease_until = now() + ${claim?.leaseMs ?? 0}::int * interval '1 millisecond', attempts = d.attempts + 1,
        rewrite_at = CASE WHEN ${claim?.writing === 'ended'} AND d.lease_until IS NOT NULL
          THEN now() + ${lateMs}::int * interval '1 millisecond' ELSE d.rewrite_at END
      FROM wanted WHERE ${claim !== undefined} AND d.generation_id = wanted.generation_id
        AND (d.lease_until IS NULL OR d.lease_until < now())
      RETURNING d.generation_id, d.attempts)
    SELECT (SELECT attempts FROM mine) AS "claimedAs", d.status_closed AS "statusClosed",
      coalesce(extract(epoch FROM now() - coalesce(d.asked_at, g.finished_at)) * 1000, 0)::float8 AS "dueForMs", g.id, g.status, g.model, g.prompt, g.size, g.count, g.seed,
      g.unit_price AS "unitPrice", g.stored, g.failure, g.input_image_key AS "inputImageKey",
      g.cancel_requested_at IS NOT NULL AS "cancelRequested", g.created_at AS "createdAt", g.started_at AS "startedAt",
      g.identity_id AS "identityId", w.balance, t.name AS "teamName",
      g.team_declined AS "teamDeclined", d.shown, d.uploads, d.platform, d.team_id AS "teamId",
      d.channel_id AS "channelId", d.user_id AS "userId", d.reply_token AS "replyToken",
      d.reply_expires_at AS "replyExpiresAt", d.message_id AS "messageId", d.file_limit AS "fileLimit",
      ${requestsAhead} AS ahead,
      coalesce((SELECT jsonb_agg(jsonb_build_object('slot', p.slot, 'status', p.status, 'externalId', p.external_id)
        ORDER BY p.slot) FROM predictions p WHERE p.generation_id = g.id), '[]') AS runs,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'position', a.position, 'storageKey', a.storage_key,
        'contentType', a.content_type, 'width', a.width, 'height', a.height, 'byteLength', a.byte_length)
        ORDER BY a.position) FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL), '[]') AS assets
    FROM wanted JOIN deliveries d USING (generation_id) JOIN generations g ON g.id = wanted.generation_id
      JOIN wallets w ON w.id = g.wallet_id LEFT JOIN workspaces t ON t.wallet_id = w.id`;
  return row;
}

export function spotOf(deps: Pick<Deps, 'seal' | 'log' | 'metrics'>, row: SpotRow): Spot {
  const replyToken = row.replyToken ? openOrNothing(deps, row.replyToken, 'a reply token') : undefined;
  return {
    platform: row.platform,
    teamId: row.teamId,
    channelId: row.channelId,
    userId: row.userId,
    fileLimit: row.fileLimit,
    ...(replyToken === undefined ? {} : { replyToken }),
    ...(row.replyExpiresAt ? { replyExpiresAt: row.replyExpiresAt } : {}),
    ...(row.messageId ? { messageId: row.messageId } : {}),
  };
}
