import { readAccountName } from '#core/accounts/name.ts';
import { findPayer, type Payer } from '#core/billing/pay-request.ts';
import type { Deps } from '#core/deps.ts';
import type { OpenContext } from '../json/handler.ts';
import { signedOut } from '../json/router.ts';

/** The person a chat's link stands for; without a link, the person signed in. */
export type WebPayer = Omit<Payer, 'place' | 'target'> & Partial<Pick<Payer, 'place' | 'target'>>;

/** @throws Failure signed_out, and any that findPayer throws */
export async function payerOf(deps: Deps, who: OpenContext['who'], token: string | undefined): Promise<WebPayer> {
  if (token !== undefined) return findPayer(deps, token);
  if (!who) throw signedOut();
  const { userId, walletId, email } = who.user;
  return { userId, walletId, team: null, email, name: await readAccountName(deps, userId) };
}
