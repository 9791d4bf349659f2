import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type Owner, ownedBy } from './owner.ts';

/**
 * Delivers a finished result once more, to another place: the same ladder, the same care.
 * @throws Failure not_yours, also where it is still open or its pictures are deleted
 */
export async function redeliver(
  deps: Pick<Deps, 'db' | 'seal' | 'queues'>,
  wanted: { generationId: string; who: Owner; spot: Spot },
): Promise<void> {
  const { generationId, who, spot } = wanted;
  const { count } = await deps.db.delivery.updateMany({
    where: {
      generationId,
      status: { not: 'pending' },
      generation: { ...ownedBy(who), finishedAt: { not: null }, assets: { some: { deletedAt: null } } },
    },
    data: {
      status: 'pending',
      channelId: spot.channelId,
      teamId: spot.teamId,
      replyToken: spot.replyToken === undefined ? null : new Uint8Array(deps.seal.close(spot.replyToken)),
      replyExpiresAt: spot.replyExpiresAt ?? null,
      messageId: spot.messageId ?? null,
      fileLimit: spot.fileLimit,
      uploads: [],
    },
  });
  if (count === 0)
    throw new Failure('not_yours', {
      title: 'That cannot be shown',
      happened: 'It is not yours, not finished, or its pictures were deleted. It cost nothing.',
      next: 'See /history for what you have.',
    });
  await deps.queues.enqueue('deliver', { generationId });
}
