import { Prisma } from '../../prisma/generated/client.ts';
import type { Delivered, StatusTarget } from '../chat/messenger.ts';
import { LostHold } from '../chat/messenger.ts';
import { platformIds, platforms } from '../chat/platforms.ts';
import { sqlFinds, sqlRun, unflushedIf } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealId, type WordsForRow } from '../keys/seal-words.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import { pauseAfter } from '../pauses.ts';
import { leases } from './limits.ts';

type WithDb = Pick<Deps, 'db'>;
type MoveDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

/** The sole right to write to a generation's message. `number` identifies the holder and grows with each process that takes it. */
export interface Hold {
  generationId: string;
  number: number;
}

/** The process that records a request shows its first status without having claimed the message. */
export const firstHold = (generationId: string): Hold => ({ generationId, number: 0 });

const isMine = (hold: Hold | Pick<Hold, 'generationId'>) =>
  'number' in hold
    ? Prisma.sql`generation_id = ${hold.generationId}::uuid AND attempts = ${hold.number}::int`
    : Prisma.sql`generation_id = ${hold.generationId}::uuid`;

interface Shown {
  /** See shown-mark.ts. */
  shown?: string | undefined;
  messageId?: string | undefined;
  channelId?: string | undefined;
  /** The chat has refused changes to the status message for good. */
  isClosed?: boolean;
}

/** If a chat cannot find a status message whose id we never learned, a finished result goes into a message of its own. */
const apart = platformIds.filter((platform) => !platforms[platform].findsStatus);
const standsApart = Prisma.sql`EXISTS (SELECT 1 FROM generations g, reply_targets r
  WHERE g.id = generation_id AND g.finished_at IS NOT NULL AND r.id = target_id AND r.platform = ANY (${apart}::"Platform"[]))`;

/** A status may be shown in another channel than the request came from: the person's direct messages, which have no thread. */
const movedTo = (channel: WordsForRow | undefined) => Prisma.sql`
  UPDATE reply_targets r SET channel_id = ${channel?.readable ?? ''}, channel_id_sealed = ${channel?.sealed ?? null}::bytea,
    thread_id = NULL, thread_id_sealed = NULL
  FROM mine WHERE r.id = mine.target_id AND ${channel !== undefined}`;

/** The channel as the reply target is to have it; undefined if it has it already. */
async function otherChannel(deps: MoveDeps, generationId: string, channelId: string): Promise<WordsForRow | undefined> {
  const found = await deps.db.delivery.findUnique({
    where: { generationId },
    select: { target: true, generation: { select: { userId: true, identityId: true } } },
  });
  // What is for one person alone stands in no channel, and stays where it is.
  if (!found?.target || found.target.isPrivate) return undefined;
  const before = await openText(deps, storedTextOf(found.target.channelId, found.target.channelIdSealed));
  return before === channelId ? undefined : sealId(deps, found.generation, channelId);
}

/** The token has no more use, and is a secret. */
const withoutToken = Prisma.sql`UPDATE reply_targets r SET reply_token = NULL FROM mine WHERE r.id = mine.target_id AND r.reply_token IS NOT NULL`;

/**
 * Lets others write to the message again, and remembers what it shows and where it is. If another process has taken it meanwhile, our write
 * may have overwritten theirs: then the result must be written again. `target` allows that even if the token has been forgotten by then.
 * `elsewhere`: the result has, or will get, a message of its own, so the message posted here has no owner.
 */
export async function returnMessage(
  deps: MoveDeps & Pick<Deps, 'seal' | 'queues'>,
  hold: Hold,
  now: Shown = {},
  target?: StatusTarget,
): Promise<'kept' | 'elsewhere'> {
  const messageId = now.messageId ?? null;
  const { channelId } = now;
  const isThere = channelId === undefined || channelId === target?.channelId;
  const channel = isThere ? undefined : await otherChannel(deps, hold.generationId, channelId);
  // A message that the reply target leads back to is found again, and may be written once more.
  const mayBeTakenBack = target !== undefined && isThere && platforms[target.platform].findsStatus;
  const isReturned = await sqlFinds(deps.db, { prepared: true })`
    WITH mine AS (
      UPDATE deliveries SET lease_until = NULL, failures = 0, shown = coalesce(${now.shown ?? null}, shown), shown_at = now(),
        status_closed = ${now.isClosed ?? false}, message_id = coalesce(${messageId}, message_id)
      FROM ${unflushedIf(mayBeTakenBack)} WHERE ${isMine(hold)} AND status = 'pending' RETURNING target_id
    ), moved AS (${movedTo(channel)})
    SELECT 1 FROM mine`;
  if (isReturned || now.isClosed) return 'kept';
  const replyToken = target?.replyToken === undefined ? null : new Uint8Array(deps.seal.close(target.replyToken));
  const hasOverwritten = await sqlFinds(deps.db)`
    WITH late AS (
      UPDATE deliveries SET rewrite_at = now(), message_id = coalesce(message_id, ${messageId})
      WHERE generation_id = ${hold.generationId}::uuid AND attempts > ${hold.number}::int AND status <> 'undelivered'
        AND ((message_id IS NULL AND NOT ${standsApart}) OR ${messageId}::text IS NULL OR message_id = ${messageId})
      RETURNING target_id
    ), reachable AS (
      UPDATE reply_targets r SET reply_token = ${replyToken}::bytea FROM late WHERE r.id = late.target_id AND r.reply_token IS NULL)
    SELECT 1 FROM late`;
  // Somebody is looking at it, so enqueue it now; `sweep` finds it if this fails.
  if (hasOverwritten) await deps.queues.enqueue('deliver', { generationId: hold.generationId }).catch(() => undefined);
  if (hasOverwritten || messageId === null) return 'kept';
  return (await standsElsewhere(deps, hold.generationId, messageId)) ? 'elsewhere' : 'kept';
}

/**
 * A press on a status reveals its message id, in case the chat never returned it. `elsewhere`: the result has, or will get, a message of
 * its own, so the pressed message has no owner.
 */
export async function noteMessage(
  deps: MoveDeps,
  generationId: string,
  { messageId, channelId }: { messageId: string; channelId: string },
): Promise<'kept' | 'elsewhere'> {
  const channel = await otherChannel(deps, generationId, channelId);
  await deps.db.$executeRaw`
    WITH mine AS (
      UPDATE deliveries SET message_id = ${messageId}
      WHERE generation_id = ${generationId}::uuid AND status = 'pending' AND message_id IS NULL AND NOT ${standsApart} RETURNING target_id)
    ${movedTo(channel)}`;
  return (await standsElsewhere(deps, generationId, messageId)) ? 'elsewhere' : 'kept';
}

const standsElsewhere = (deps: WithDb, generationId: string, messageId: string) =>
  sqlFinds(deps.db)`
    SELECT 1 FROM deliveries WHERE generation_id = ${generationId}::uuid AND message_id IS DISTINCT FROM ${messageId}`;

/** How long a status that the chat never confirmed may still appear: it may be held up by a proxy, or by the chat itself. */
export const lateMs = 20_000;

/** A status could not be shown: releases the hold and pauses before the next attempt. `isUnclear`: it may appear later, after the result. */
export async function putOffStatus(
  deps: WithDb,
  hold: Hold,
  { retryAfterMs = 0, isUnclear = false }: { retryAfterMs?: number | undefined; isUnclear?: boolean },
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries d SET lease_until = NULL, failures = d.failures + 1,
      shown_at = now() + greatest(${pauseAfter(Prisma.sql`d.failures`)}, ${retryAfterMs}::int * interval '1 millisecond'),
      rewrite_at = CASE WHEN ${isUnclear} THEN now() + ${lateMs}::int * interval '1 millisecond' ELSE d.rewrite_at END
    WHERE ${isMine(hold)}`;
}

/** Keeps the hold for work that takes longer than its lease. @throws LostHold */
export async function keepMessage(deps: WithDb, hold: Hold): Promise<void> {
  const kept = await deps.db.$executeRaw`
    UPDATE deliveries SET lease_until = now() + ${leases.messageMs}::int * interval '1 millisecond' WHERE ${isMine(hold)}`;
  if (kept === 0) throw new LostHold('Another process has taken over.');
}

/** @throws LostHold */
export async function saveUploads(deps: WithDb, hold: Hold, ids: string[]): Promise<void> {
  const saved = await deps.db.$executeRaw`UPDATE deliveries SET uploads = ${ids}::text[] WHERE ${isMine(hold)}`;
  if (saved === 0) throw new LostHold('Another process has taken over.');
}

/**
 * Remembers the message and its pictures, and forgets the reply token unless the result must be written again. A process that lost the
 * hold but posted its own message records that message, too, so that it is removed when its pictures are deleted.
 */
export async function markDelivered(
  deps: WithDb,
  hold: Hold,
  at: Delivered & { posted: readonly string[]; hasWords: boolean; targetId: string },
): Promise<void> {
  const uploads = at.uploads ?? null;
  await sqlRun(deps.db, { prepared: true })`
    WITH mine AS (
      UPDATE deliveries SET status = 'delivered', rung = ${at.deliveryMethod}, message_id = ${at.messageId}, delivered_at = now(),
        lease_until = NULL, failures = 0, next_try_at = NULL, uploads = coalesce(${uploads}::text[], uploads)
      WHERE ${isMine(hold)} RETURNING target_id, uploads, rewrite_at
    ), forgotten AS (${withoutToken} AND mine.rewrite_at IS NULL)
    INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
    SELECT ${at.targetId}::uuid, ${at.messageId}, ${hold.generationId}::uuid, ${at.posted}::uuid[],
      coalesce(${uploads}::text[], (SELECT uploads FROM mine), '{}')
    WHERE ${at.posted.length > 0 || at.hasWords}
    ON CONFLICT (target_id, message_id) DO UPDATE SET asset_ids = excluded.asset_ids, uploads = excluded.uploads
    WHERE EXISTS (SELECT 1 FROM mine)`;
}

/** An unconfirmed status may appear later than expected, so the result is written once more soon after the delivery. */
const lastRewriteS = 65;

/** The result was written to its message again, or cannot be written there. */
export async function markRewritten(
  deps: WithDb,
  hold: Hold,
  at: Delivered | undefined,
  posted: readonly string[],
): Promise<void> {
  await deps.db.$executeRaw`
    WITH again AS (
      SELECT CASE WHEN ${at !== undefined} AND delivered_at + ${lastRewriteS}::int * interval '1 second' > now()
        THEN delivered_at + ${lastRewriteS}::int * interval '1 second' END AS at FROM deliveries WHERE ${isMine(hold)}
    ), mine AS (
      UPDATE deliveries d SET lease_until = NULL, failures = 0, next_try_at = NULL, rewrite_at = again.at,
        uploads = coalesce(${at?.uploads ?? null}::text[], d.uploads)
      FROM again WHERE d.generation_id = ${hold.generationId}::uuid AND d.attempts = ${hold.number}::int
      RETURNING d.target_id, d.message_id, d.uploads, d.rewrite_at
    ), forgotten AS (${withoutToken} AND mine.rewrite_at IS NULL)
    UPDATE chat_messages m SET asset_ids = ${posted}::uuid[], uploads = mine.uploads
    FROM mine WHERE ${at !== undefined} AND m.target_id = mine.target_id AND m.message_id = mine.message_id`;
}

/** No delivery method was left; the pictures are kept, and /history shows them. */
export async function markUndelivered(deps: WithDb, hold: Hold | Pick<Hold, 'generationId'>): Promise<void> {
  await deps.db.$executeRaw`
    WITH mine AS (
      UPDATE deliveries SET status = 'undelivered', lease_until = NULL, rewrite_at = NULL, next_try_at = NULL
      WHERE ${isMine(hold)} RETURNING target_id)
    ${withoutToken}`;
}

/** The chat did not accept it now: `sweep` retries after a pause. */
export async function putOffDelivery(deps: WithDb, hold: Hold, retryAfterMs = 0): Promise<void> {
  const before = Prisma.sql`CASE WHEN d.next_try_at IS NULL THEN 0 ELSE d.failures END`;
  await deps.db.$executeRaw`
    UPDATE deliveries d SET lease_until = NULL, failures = ${before} + 1,
      next_try_at = now() + greatest(${pauseAfter(before)}, ${retryAfterMs}::int * interval '1 millisecond')
    WHERE ${isMine(hold)}`;
}
