import { rowOfTarget } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import type { Deps } from '../deps.ts';

/** Which message tells of a gift: it goes with either of the two people. The giver (`identityId`) asked for it. */
export async function noteGiftShown(
  deps: Pick<Deps, 'db' | 'seal' | 'keys'>,
  { giftId, identityId }: { giftId: string; identityId: string },
  { target, messageId }: { target: ReplyTarget; messageId: string },
): Promise<void> {
  // The bot removes it by its own token.
  const { replyToken: _token, replyExpiresAt: _until, ...place } = target;
  const { id: targetId } = await deps.db.replyTarget.create({
    data: await rowOfTarget(deps, { identityId }, place),
    select: { id: true },
  });
  await deps.db.gift.updateMany({ where: { id: giftId }, data: { targetId, messageId } });
}
