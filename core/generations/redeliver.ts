import { randomUUID } from 'node:crypto';
import { type Delivery, Prisma } from '../../prisma/generated/client.ts';
import type { StatusTarget } from '../chat/messenger.ts';
import { rowOfTarget } from '../chat/stored-target.ts';
import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { hasDescription } from './description.ts';
import { isForAdults } from './for-adults.ts';
import { isLate } from './late.ts';
import type { Owner } from './owner.ts';

export type SeenDelivery = Pick<Delivery, 'status' | 'attempts'>;

/** How far a result's delivery is; null if it was asked for in no chat. */
export const seenDelivery = ({ db }: Pick<Deps, 'db'>, generationId: string): Promise<SeenDelivery | null> =>
  db.delivery.findUnique({ where: { generationId }, select: { status: true, attempts: true } });

/**
 * Delivers a finished result again, to another reply target, with the same delivery methods and care. The message that already shows it
 * stays on record, so that it is removed once its pictures are deleted. A result that is late at its first target is brought here instead.
 * One that was asked for in no chat is delivered for the first time.
 * @param wanted.seen what was read before it was looked whether it stands there: if it has come there meanwhile, it does not come twice
 * @throws Failure not_here: it was asked for in a place for adults alone, or a check flagged it
 * @throws Failure still_posting; not_yours, also if it is still open or its pictures are deleted
 */
export async function redeliver(
  deps: Pick<Deps, 'db' | 'seal' | 'keys' | 'queues' | 'log'>,
  wanted: { generationId: string; who: Owner; target: StatusTarget; seen?: SeenDelivery | null },
): Promise<void> {
  const { generationId, who, target, seen } = wanted;
  const { identityId, userId } = who;
  if (!target.isAgeRestricted && (await isForAdults(deps, generationId)))
    throw notHere(await isFlagged(deps, generationId));
  const to = await rowOfTarget(deps, { userId, identityId }, target);
  const targetIds: string[] = [];
  const isTheirsToShow = Prisma.sql`g.id = ${generationId}::uuid AND g.finished_at IS NOT NULL
    AND CASE WHEN g.user_id IS NULL THEN g.identity_id = ${identityId}::uuid ELSE g.user_id = ${userId}::uuid END
    AND (${hasDescription('g')} OR EXISTS (SELECT 1 FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL AND a.trashed_at IS NULL AND a.hidden_at IS NULL))`;
  const isAsSeen =
    seen === undefined
      ? Prisma.sql`true`
      : Prisma.sql`d.status::text = ${seen?.status ?? ''} AND d.attempts = ${seen?.attempts ?? -1}::int`;
  const bring = (targetId: string) => sqlFinds(deps.db)`
    WITH it AS (
      SELECT d.generation_id, d.target_id FROM deliveries d JOIN generations g ON g.id = d.generation_id
      WHERE ${isTheirsToShow} AND (d.status <> 'pending' OR ${isLate('d', 'g')}) AND ${isAsSeen} FOR UPDATE OF d
    ), unasked AS (
      SELECT g.id FROM generations g
      WHERE ${isTheirsToShow} AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.generation_id = g.id)
    ), forgotten AS (UPDATE reply_targets r SET reply_token = NULL FROM it WHERE r.id = it.target_id AND r.reply_token IS NOT NULL
    ), target AS (
      INSERT INTO reply_targets (id, platform, workspace_id, workspace_id_hash, workspace_id_sealed, channel_id, thread_id, user_id, channel_id_sealed, thread_id_sealed, user_id_sealed,
        file_limit, age_restricted, reply_token, reply_expires_at)
      SELECT ${targetId}::uuid, ${to.platform}::"Platform", ${to.workspaceId}, ${to.workspaceIdHash}::bytea, ${to.workspaceIdSealed}::bytea, ${to.channelId}, ${to.threadId}, ${to.userId},
        ${to.channelIdSealed}::bytea, ${to.threadIdSealed}::bytea, ${to.userIdSealed}::bytea, ${to.fileLimit}::int, ${to.ageRestricted}, ${to.replyToken}::bytea, ${to.replyExpiresAt}::timestamptz
      WHERE EXISTS (SELECT 1 FROM it) OR EXISTS (SELECT 1 FROM unasked)
      RETURNING id
    ), begun AS (
      INSERT INTO deliveries (generation_id, target_id, message_id, asked_at)
      SELECT unasked.id, target.id, ${target.messageId ?? null}, now() FROM unasked, target
      ON CONFLICT DO NOTHING RETURNING generation_id
    ), moved AS (
      UPDATE deliveries d SET target_id = target.id, status = 'pending', message_id = ${target.messageId ?? null}, uploads = '{}',
        attempts = d.attempts + 1, lease_until = NULL, failures = 0, next_try_at = NULL, asked_at = now(), rewrite_at = NULL
      FROM it, target WHERE d.generation_id = it.generation_id RETURNING d.generation_id)
    SELECT 1 FROM begun UNION ALL SELECT 1 FROM moved`;
  /** If the first attempt's answer was lost, it may already be on its way here. */
  const isOnItsWay = () => sqlFinds(deps.db)`
    SELECT 1 FROM deliveries d WHERE d.generation_id = ${generationId}::uuid AND d.target_id = ANY (${targetIds}::uuid[])`;
  const isStillPosting = () => sqlFinds(deps.db)`
    SELECT 1 FROM deliveries d JOIN generations g ON g.id = d.generation_id WHERE ${isTheirsToShow} AND (d.status = 'pending' OR NOT (${isAsSeen}))`;
  const isBrought = await repeatable(async () => {
    const targetId = randomUUID();
    targetIds.push(targetId);
    return (await bring(targetId)) || (targetIds.length > 1 && (await isOnItsWay()));
  });
  if (!isBrought) {
    if (await isStillPosting())
      throw new Failure('still_posting', {
        title: 'It is just being posted',
        happened: 'Its pictures are on their way to where you last wanted them. It cost nothing.',
        next: 'Look there, or press again in a moment.',
      });
    throw new Failure('not_yours', {
      title: 'That cannot be shown',
      happened: 'It is not yours, not finished, or its pictures were deleted. It cost nothing.',
      next: ['See ', { command: 'history' }, ' for what you have.'],
    });
  }
  // It is recorded; if enqueueing fails, `sweep` finds it.
  await deps.queues
    .enqueue('deliver', { generationId })
    .catch((err) => deps.log.warn({ generationId, err }, 'showing it again is left to sweep'));
}

const isFlagged = async ({ db }: Pick<Deps, 'db'>, generationId: string) =>
  (await db.asset.count({ where: { generationId, flaggedAt: { not: null } } })) > 0;

const notHere = (flagged: boolean) =>
  new Failure('not_here', {
    title: 'Not in this channel',
    happened: `${flagged ? 'Our check for adult content flagged it' : 'It was made in an age-restricted channel'}: it is posted in age-restricted channels only. It cost nothing.`,
    next: 'Press the button in a channel that is marked as age-restricted.',
  });
