import { openPortal } from '#core/billing/open-portal.ts';
import type { CardButton } from '#core/chat/card.ts';
import type { Deps } from '#core/deps.ts';
import type { Context } from './dispatch.ts';

/**
 * Stripe's page for card, invoices and canceling. Its address is good for some minutes.
 * @throws Failure no_billing_yet, payments_unavailable
 */
export const portalButton = async (
  deps: Deps,
  { walletId, userId }: Pick<Context['who'], 'walletId' | 'userId'>,
  label: string,
): Promise<CardButton> => ({ label, url: await openPortal(deps, { walletId, userId }) });
