import { createPayRequest } from '#core/billing/pay-request.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { Deps } from '#core/deps.ts';
import type { LinkRequest } from '#core/linking/link-request.ts';

/** Where a link continues if it was on the way to a payment: the page of the chosen item, as a path. */
export async function payPage(deps: Deps, request: LinkRequest, item: string): Promise<string> {
  const { identityId, placeName, target } = request;
  const urlOf = await createPayRequest(deps, { identityId, placeName, target: await targetOfRow(deps, target) });
  const { pathname, hash } = new URL(urlOf(item));
  return pathname + hash;
}
