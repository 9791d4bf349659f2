import { Prisma } from '../../prisma/generated/client.ts';
import type { Delivered, Spot } from '../chat/messenger.ts';
import { LostHold } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { pauseAfter } from '../pauses.ts';
import { leases } from './limits.ts';

type WithDb = Pick<Deps, 'db'>;

/** The sole right to write to a generation's message: `number` says whose, and grows with each that takes it. */
export interface Hold {
  generationId: string;
  number: number;
}

/** Whoever records a request shows its first status, without having claimed the message. */
export const firstHold = (generationId: string): Hold => ({ generationId, number: 0 });

const isMine = (hold: Hold | Pick<Hold, 'generationId'>) =>
  'number' in hold
    ? Prisma.sql`generation_id = ${hold.generationId}::uuid AND attempts = ${hold.number}::int`
    : Prisma.sql`generation_id = ${hold.generationId}::uuid`;

interface Shown {
  shown?: string | undefined;
  messageId?: string | undefined;
  channelId?: string | undefined;
  /** The chat has said for good that the status message cannot be changed. */
  isClosed?: boolean;
}

/** In Slack nothing finds a status that nobody knows of yet: what is brought by now goes into a message of its own. */
const standsApart = Prisma.sql`(platform = 'slack' AND EXISTS (
  SELECT 1 FROM generations g WHERE g.id = generation_id AND g.finished_at IS NOT NULL))`;

/**
 * Lets others write to the message again, and remembers what it shows and where it is. Where somebody else has taken it meanwhile, what
 * was written here may have come after what they wrote: then the result is to be written again. `spot` is how that can be done, should
 * the way be forgotten by then. `elsewhere`: the result stands in a message of its own, or will, so that what was posted here is nobody's.
 */
export async function returnMessage(
  deps: Pick<Deps, 'db' | 'seal' | 'queues'>,
  hold: Hold,
  now: Shown = {},
  spot?: Spot,
): Promise<'kept' | 'elsewhere'> {
  const messageId = now.messageId ?? null;
  const returned = await deps.db.$executeRaw`
    UPDATE deliveries SET lease_until = NULL, failures = 0, shown = coalesce(${now.shown ?? null}, shown), shown_at = now(),
      status_closed = ${now.isClosed ?? false}, message_id = coalesce(${messageId}, message_id),
      channel_id = coalesce(${now.channelId ?? null}, channel_id)
    WHERE ${isMine(hold)} AND status = 'pending'`;
  if (returned > 0 || now.isClosed) return 'kept';
  const replyToken = spot?.replyToken === undefined ? null : new Uint8Array(deps.seal.close(spot.replyToken));
  const overwrote = await deps.db.$executeRaw`
    UPDATE deliveries SET rewrite_at = now(), message_id = coalesce(message_id, ${messageId}),
      reply_token = coalesce(reply_token, ${replyToken})
    WHERE generation_id = ${hold.generationId}::uuid AND attempts > ${hold.number}::int AND status <> 'undelivered'
      AND ((message_id IS NULL AND NOT ${standsApart}) OR ${messageId}::text IS NULL OR message_id = ${messageId})`;
  // Somebody is looking at it: not left to `sweep`, which finds it should this fail.
  if (overwrote > 0) await deps.queues.enqueue('deliver', { generationId: hold.generationId }).catch(() => undefined);
  if (overwrote > 0 || messageId === null) return 'kept';
  const [apart] = await standingApart(deps, hold.generationId, messageId);
  return apart === undefined ? 'kept' : 'elsewhere';
}

/**
 * A press on a status tells which message it is, should the chat never have answered for it. `elsewhere`: the result stands in a message
 * of its own, or will, so that what was pressed is nobody's.
 */
export async function noteMessage(
  deps: WithDb,
  generationId: string,
  { messageId, channelId }: { messageId: string; channelId: string },
): Promise<'kept' | 'elsewhere'> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET message_id = ${messageId}, channel_id = ${channelId}
    WHERE generation_id = ${generationId}::uuid AND status = 'pending' AND message_id IS NULL AND NOT ${standsApart}`;
  const [apart] = await standingApart(deps, generationId, messageId);
  return apart === undefined ? 'kept' : 'elsewhere';
}

const standingApart = (deps: WithDb, generationId: string, messageId: string) =>
  deps.db.$queryRaw<unknown[]>`
    SELECT 1 FROM deliveries WHERE generation_id = ${generationId}::uuid AND message_id IS DISTINCT FROM ${messageId}`;

/** How long a status may still come that the chat never answered: in the hands of a proxy, or of the chat itself. */
export const lateMs = 20_000;

/** A status could not be shown: let go, and not before a pause again. `isUnclear`: it may come later, after the result. */
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
 * The reply token is forgotten with it, unless the result is to be written again: it has no more use, and it is a secret. Whoever lost
 * the hold meanwhile and posted a message of its own leaves word of that, so that it goes when its pictures are deleted.
 */
export async function markDelivered(
  deps: WithDb,
  hold: Hold,
  at: Delivered & { posted: readonly string[]; spot: Spot },
): Promise<void> {
  const uploads = at.uploads ?? null;
  const marked = await deps.db.$executeRaw`
    UPDATE deliveries SET status = 'delivered', rung = ${at.rung}, message_id = ${at.messageId}, delivered_at = now(),
      lease_until = NULL, failures = 0, next_try_at = NULL, posted = ${at.posted}::uuid[],
      reply_token = CASE WHEN rewrite_at IS NULL THEN NULL ELSE reply_token END,
      uploads = coalesce(${uploads}::text[], uploads)
    WHERE ${isMine(hold)}`;
  if (marked > 0) return;
  await deps.db.$executeRaw`
    UPDATE deliveries SET earlier = earlier || jsonb_build_object('platform', ${at.spot.platform}::text,
      'teamId', ${at.spot.teamId}::text, 'channelId', ${at.spot.channelId}::text, 'messageId', ${at.messageId}::text,
      'uploads', coalesce(${uploads}::text[], '{}'), 'posted', ${at.posted}::uuid[])
    WHERE generation_id = ${hold.generationId}::uuid AND message_id IS DISTINCT FROM ${at.messageId}`;
}

/** A status that nobody answered for may come later than one thinks: soon after the delivery the result is written once more. */
const lastRewriteS = 65;

/** It stands in its message once more, or cannot be written there. */
export async function markRewritten(
  deps: WithDb,
  hold: Hold,
  at: Delivered | undefined,
  posted: readonly string[],
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries d SET lease_until = NULL, failures = 0, next_try_at = NULL, rewrite_at = again.at,
      reply_token = CASE WHEN again.at IS NULL THEN NULL ELSE d.reply_token END,
      uploads = coalesce(${at?.uploads ?? null}::text[], d.uploads),
      posted = CASE WHEN ${at === undefined} THEN d.posted ELSE ${posted}::uuid[] END
    FROM (SELECT CASE WHEN ${at !== undefined} AND delivered_at + ${lastRewriteS}::int * interval '1 second' > now()
      THEN delivered_at + ${lastRewriteS}::int * interval '1 second' END AS at FROM deliveries WHERE ${isMine(hold)}) AS again
    WHERE d.generation_id = ${hold.generationId}::uuid AND d.attempts = ${hold.number}::int`;
}

/** No way was left to bring it; the pictures are kept, and /history shows them. */
export async function markUndelivered(deps: WithDb, hold: Hold | Pick<Hold, 'generationId'>): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET status = 'undelivered', lease_until = NULL, reply_token = NULL, rewrite_at = NULL, next_try_at = NULL
    WHERE ${isMine(hold)}`;
}

/** The chat did not take it now: `sweep` has it tried again after a pause. */
export async function putOffDelivery(deps: WithDb, hold: Hold, retryAfterMs = 0): Promise<void> {
  const before = Prisma.sql`CASE WHEN d.next_try_at IS NULL THEN 0 ELSE d.failures END`;
  await deps.db.$executeRaw`
    UPDATE deliveries d SET lease_until = NULL, failures = ${before} + 1,
      next_try_at = now() + greatest(${pauseAfter(before)}, ${retryAfterMs}::int * interval '1 millisecond')
    WHERE ${isMine(hold)}`;
}
