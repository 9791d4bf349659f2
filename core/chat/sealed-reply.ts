import type { Deps } from '../deps.ts';
import { openOrNothing } from '../sealed.ts';
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
export function openedReply(
  deps: Pick<Deps, 'seal' | 'log' | 'metrics'>,
  { replyToken, replyExpiresAt }: SealedReply,
): Pick<Spot, 'replyToken' | 'replyExpiresAt'> {
  const opened = replyToken ? openOrNothing(deps, replyToken, 'a reply token') : undefined;
  return {
    ...(opened === undefined ? {} : { replyToken: opened }),
    ...(replyExpiresAt ? { replyExpiresAt } : {}),
  };
}
