import { openPortal } from '#core/billing/open-portal.ts';
import { type Link, link } from '#core/chat/card/controls.ts';
import type { Deps } from '#core/deps.ts';
import type { Context } from './dispatch.ts';

/**
 * Stripe's page for card, invoices and canceling. Its address works for a few minutes.
 * @throws Failure deletion_under_way, no_billing_yet, payments_unavailable
 */
export const portalButton = async (
  deps: Deps,
  { walletId, userId }: Pick<Context['who'], 'walletId' | 'userId'>,
  label: string,
): Promise<Link> => link(label, await openPortal(deps, { walletId, userId }));
