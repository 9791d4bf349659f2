import type { Deps } from '../deps.ts';
import type { Spot } from './messenger.ts';

interface SealedReply {
  replyToken: Uint8Array | null;
  replyExpiresAt: Date | null;
}

/** How a place in chat can be answered later on, as it is kept: the token sealed. */
export const sealedReply = ({ seal }: Pick<Deps, 'seal'>, { replyToken, replyExpiresAt }: Spot) => ({
  replyToken: replyToken === undefined ? null : new Uint8Array(seal.close(replyToken)),
  replyExpiresAt: replyExpiresAt ?? null,
});

/** The other way. */
export const openedReply = ({ seal }: Pick<Deps, 'seal'>, { replyToken, replyExpiresAt }: SealedReply) => ({
  ...(replyToken ? { replyToken: seal.open(replyToken) } : {}),
  ...(replyExpiresAt ? { replyExpiresAt } : {}),
});
