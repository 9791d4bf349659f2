import { openPortal } from '#core/billing/open-portal.ts';
import type { CardButton } from '#core/chat/card.ts';
import type { Deps } from '#core/deps.ts';
import type { Context } from './dispatch.ts';

/** Stripe's page for card, invoices and cancelling; none for who has never paid. Its address is good for some minutes. */
export async function portalButton(
  deps: Deps,
  { walletId }: Pick<Context['who'], 'walletId'>,
  label: string,
): Promise<CardButton[]> {
  const url = await openPortal(deps, { walletId });
  return url === undefined ? [] : [{ label, url }];
}
