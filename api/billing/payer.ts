import { readAccountName } from '#core/accounts/name.ts';
import { findPayer, type Payer } from '#core/billing/pay-request.ts';
import type { Deps } from '#core/deps.ts';
import type { OpenContext } from '../json/handler.ts';
import { signedOut } from '../json/router.ts';
import { managedBy } from '../teams/team-for.ts';

/** The person a chat's link stands for; without a link, the person signed in, for themselves or for a team that they manage. */
export type WebPayer = Omit<Payer, 'place' | 'target'> & Partial<Pick<Payer, 'place' | 'target'>>;

/** @throws Failure signed_out, not_manager, and any that findPayer throws */
export async function payerOf(
  deps: Deps,
  who: OpenContext['who'],
  { token, team: workspaceId }: { token?: string | undefined; team?: string | undefined },
): Promise<WebPayer> {
  if (token !== undefined) return findPayer(deps, token);
  if (!who) throw signedOut();
  const { userId, walletId, email } = who.user;
  const account = { userId, email, name: await readAccountName(deps, userId) };
  if (workspaceId === undefined) return { ...account, walletId, team: null };
  const team = await managedBy(deps, { workspaceId, userId });
  return { ...account, walletId: team.walletId, team: { workspaceId, name: team.name } };
}
