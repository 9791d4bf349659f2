import { Prisma } from '../../prisma/generated/client.ts';
import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { isLate } from './late.ts';
import type { Owner } from './owner.ts';

/** Messages that were noted down without their platform are of the row's own, which changes here. */
const withPlatform = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('platform', d.platform) || e.message ORDER BY e.at), '[]')
  FROM jsonb_array_elements(d.earlier) WITH ORDINALITY AS e (message, at))`;

/**
 * Delivers a finished result once more, to another place: the same ladder, the same care. Where it stands already is remembered,
 * to be removed there too once its pictures are deleted. One that should long stand in its place is brought here instead.
 * @throws Failure not_yours, also where it is still open or its pictures are deleted
 */
export async function redeliver(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log'>,
  wanted: { generationId: string; who: Owner; spot: Spot },
): Promise<void> {
  const { generationId, who, spot } = wanted;
  const replyToken = spot.replyToken === undefined ? null : new Uint8Array(deps.seal.close(spot.replyToken));
  const { identityId, userId } = who;
  const bring = () => deps.db.$executeRaw`
    UPDATE deliveries d SET status = 'pending', platform = ${spot.platform}::"Platform", team_id = ${spot.teamId},
      guild_id = ${spot.guildId ?? null}, channel_id = ${spot.channelId}, user_id = ${spot.userId}, reply_token = ${replyToken}, reply_expires_at = ${spot.replyExpiresAt ?? null},
      message_id = ${spot.messageId ?? null}, file_limit = ${spot.fileLimit}::int, uploads = '{}', posted = '{}',
      attempts = d.attempts + 1, lease_until = NULL, failures = 0, next_try_at = NULL, asked_at = now(), rewrite_at = NULL,
      earlier = ${withPlatform} || CASE WHEN d.message_id IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object(
        'platform', d.platform, 'teamId', d.team_id, 'channelId', d.channel_id, 'messageId', d.message_id,
        'uploads', d.uploads, 'posted', d.posted)) END
    FROM generations g
    WHERE d.generation_id = ${generationId}::uuid AND g.id = d.generation_id AND (d.status <> 'pending' OR ${isLate('d', 'g')})
      AND CASE WHEN g.user_id IS NULL THEN g.identity_id = ${identityId}::uuid ELSE g.user_id = ${userId}::uuid END
      AND g.finished_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL)`;
  /** An answer that was lost leaves it on its way here. */
  const isOnItsWay = async () => {
    const asked = await deps.db.$queryRaw<object[]>`
      SELECT 1 FROM deliveries WHERE generation_id = ${generationId}::uuid AND channel_id = ${spot.channelId}
        AND user_id = ${spot.userId} AND asked_at > now() - interval '30 seconds'`;
    return asked.length > 0;
  };
  let tries = 0;
  const isBrought = await repeatable(async () => {
    tries += 1;
    return (await bring()) > 0 || (tries > 1 && (await isOnItsWay()));
  });
  if (!isBrought)
    throw new Failure('not_yours', {
      title: 'That cannot be shown',
      happened: 'It is not yours, not finished, or its pictures were deleted. It cost nothing.',
      next: ['See ', { command: 'history' }, ' for what you have.'],
    });
  // It is written down: what the queue does not take, `sweep` finds.
  await deps.queues
    .enqueue('deliver', { generationId })
    .catch((err) => deps.log.warn({ generationId, err }, 'showing it again is left to sweep'));
}
