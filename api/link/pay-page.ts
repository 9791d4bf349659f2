import { createPayRequest } from '#core/billing/pay-request.ts';
import { openedReply } from '#core/chat/sealed-reply.ts';
import type { Deps } from '#core/deps.ts';
import type { LinkRequest } from '#core/linking/link-request.ts';

/** Where a link goes on to that was on the way to a payment: the page of what was chosen, as a path. */
export async function payPage(deps: Deps, request: LinkRequest, item: string): Promise<string> {
  const urlOf = await createPayRequest(deps, {
    identityId: request.identityId,
    placeName: request.placeName,
    spot: { channelId: request.channelId, ...openedReply(deps, request) },
  });
  const { pathname, hash } = new URL(urlOf(item));
  return pathname + hash;
}
