import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { storedContract } from '../assets/contract/asset-contract.ts';
import { storedLayout } from '../assets/layout/asset-layout.ts';
import { assetName } from '../assets/own-pictures.ts';
import { pictureType } from '../assets/picture-type.ts';
import type { StatusTarget } from '../chat/messenger.ts';
import { targetOfRow, targetRow } from '../chat/stored-target.ts';
import { flag, generationStatus, int, milliseconds, predictionStatus, text, time, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { columnsFrom } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { toolName } from '../models/tools.ts';
import { teamDeclined } from '../teams/team-here.ts';
import { type Hold, lateMs } from './delivery.ts';
import { storedPixelFound } from './pixel-found.ts';
import { failureCode } from './settlement.ts';
import { withheldDays } from './withheld.ts';

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
  /** Which of the several pictures of its request that was, from 1. */
  sourceNumber: int.nullable(),
  /** What a model said of the picture, if that was asked for and is not deleted. */
  description: storedText.nullable(),
  /** What a picture turned out to be when pixel art was to be made of it. */
  pixelFound: storedPixelFound,
  /** What was said of pixel art, or of other colours. */
  pixel: storedPixelWish,
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
  /** Those that their owner gave back, as they were not as asked for. */
  givenBack: int,
  /** Withheld images are kept, and its asker may see them. */
  canShowWithheld: flag,
  inputImageKey: text.nullable(),
  /** How many pictures it begins with, and what the asker's own one is called, if they named one of theirs. */
  pictures: int,
  startsFrom: text.nullable(),
  /** All that is still to come is made, and could not be fetched or kept so far. */
  isHeldUp: flag,
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
      /** What it was to be as pixel art, and what it is. */
      contract: storedContract,
      /** How the several pictures in its file lie, if it holds some. */
      layout: storedLayout,
      /** Its owner may keep it or give it back. Undefined of the version before. */
      isOffered: flag.optional(),
      /** Its owner kept it, though it is not as asked for. Undefined of the version before. */
      isKept: flag.optional(),
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

const claimOfMessage = z.object({
  /** Null while another process holds the message. */
  claimedAs: int.nullable(),
  statusClosed: flag,
  messageId: text.nullable(),
  dueForMs: milliseconds,
  targetId: uuid,
  ...targetRow.shape,
});
export const claimRow = claimOfMessage.extend(generationView.shape);

/** How many waiting requests, of all people, go before the generation `g`. */
export const requestsAhead = Prisma.sql`CASE WHEN g.status = 'queued' THEN (SELECT count(*)::int FROM (
    SELECT 1 FROM generations o WHERE o.status = 'queued' AND (o.priority, o.created_at) < (g.priority, g.created_at)
    LIMIT 1000) AS first) ELSE 0 END`;

/** What to write: its progress while it is `open`, its result once it has `ended`, or the result `again`. */
export type Writing = 'open' | 'ended' | 'again';

/** SQL for what is shown of a generation, named by the SQL for its id. */
export const viewOf = (id: Prisma.Sql) => Prisma.sql`(
  SELECT v.*, pixel_found_of(v.id) AS pixel_found, g.pixel, num_nonnulls(coalesce(g.input_image_key, g.reference_url), coalesce(g.second_image_key, g.second_reference_url),
      coalesce(g.third_image_key, g.third_reference_url)) AS pictures,
    CASE WHEN g.tool IS NULL THEN (SELECT ${assetName} FROM assets a
      WHERE a.id = g.source_asset_id AND a.deleted_at IS NULL) END AS starts_from,
    CASE WHEN g.tool IS NOT NULL THEN (SELECT a.position + 1 FROM assets a JOIN generations o ON o.id = a.generation_id
      WHERE a.id = g.source_asset_id AND o.count > 1) END AS source_number,
    (SELECT count(*)::int FROM assets b WHERE b.generation_id = g.id AND b.given_back_at IS NOT NULL) AS given_back,
    g.status = 'running' AND coalesce((SELECT bool_and(p.status = 'running' AND p.ended_at IS NOT NULL AND p.failures > 0)
      FROM predictions p WHERE p.generation_id = g.id AND p.status IN ('pending', 'submitting', 'running')), false) AS is_held_up
  FROM generation_view(${id}, ${withheldDays}::int) v JOIN generations g ON g.id = ${id})`;

/** SQL for a claimed message and what it is to show, as claimMessage() reads them; `claimed` and `shown` are joined. */
export const claimedColumns = Prisma.sql`${columnsFrom('claimed', claimOfMessage)}, ${columnsFrom('shown', generationView)}`;
export const claimedBy = (id: Prisma.Sql, writing: Writing, leaseMs: number) =>
  Prisma.sql`claim_message(${id}, ${writing}, ${leaseMs}::int, ${lateMs}::int)`;

/**
 * Takes the sole right to write to a generation's message, and reads what to write there. `busy` while another process has that right.
 * A process that had it before and never gave it back may still be writing a status: then the result must be written again later.
 */
export async function claimMessage(
  deps: OpenDeps & Pick<Deps, 'db'>,
  generationId: string,
  writing: Writing,
  leaseMs: number,
): Promise<MessageClaim | ClaimRefusal> {
  const row = await sqlRow(deps.db, claimRow, { prepared: true })`
    SELECT ${claimedColumns} FROM ${claimedBy(Prisma.sql`${generationId}::uuid`, writing, leaseMs)} claimed
      CROSS JOIN LATERAL ${viewOf(Prisma.sql`claimed.generation_id`)} shown`;
  return row ? openClaim(deps, generationId, row) : 'nothing_to_do';
}

export type OpenDeps = Pick<Deps, 'seal' | 'keys' | 'log' | 'metrics'>;

/** What was claimed, with its words. @throws StorageError unavailable, if the key store is away */
export async function openClaim(
  deps: OpenDeps,
  generationId: string,
  row: z.infer<typeof claimRow>,
): Promise<MessageClaim | ClaimRefusal> {
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
  const row = await sqlRow(deps.db, readRow, { prepared: true })`
    SELECT ${columnsFrom('shown', readRow)} FROM ${viewOf(Prisma.sql`${generationId}::uuid`)} shown`;
  return row && openFieldsOf(deps, row, 'prompt', 'teamName', 'description');
}
