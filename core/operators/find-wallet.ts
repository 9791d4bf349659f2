import { isChatUser } from '../accounts/chat-id.ts';
import { chatUserOf } from '../accounts/chat-user.ts';
import type { Received } from '../contract/pages/contract.ts';
import type { Deps } from '../deps.ts';

/** What to look somebody up by: their e-mail address, their id in a chat, or an id of a payment at Stripe. */
export type Sought = Received<'adminFind'>['body'];

/** The wallet of that person; null if there is nobody like that. */
export async function findWallet(
  deps: Pick<Deps, 'db' | 'keys'>,
  sought: Sought,
): Promise<{ walletId: string } | null> {
  const { db } = deps;
  const select = { walletId: true } as const;
  switch (sought.by) {
    case 'email':
      return db.user.findUnique({ where: { email: sought.email.toLowerCase() }, select });
    case 'discord':
    case 'slack':
      return db.identity.findFirst({ where: await isChatUser(deps, chatUserOf(sought)), select });
    case 'payment': {
      const { stripeId } = sought;
      const checkout = { sessionId: stripeId };
      return db.payment.findFirst({
        where: { OR: [{ paymentIntentId: stripeId }, { invoiceId: stripeId }, { checkout }] },
        select,
      });
    }
  }
}
