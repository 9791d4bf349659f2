import type { Received } from '../contract/pages/contract.ts';
import type { Deps } from '../deps.ts';

/** What to look somebody up by: their e-mail address, their id in a chat, or an id of a payment at Stripe. */
export type Sought = Received<'adminFind'>['body'];

/** The wallet of that person; null if there is nobody like that. */
export function findWallet({ db }: Pick<Deps, 'db'>, sought: Sought): Promise<{ walletId: string } | null> {
  const select = { walletId: true } as const;
  switch (sought.by) {
    case 'email':
      return db.user.findUnique({ where: { email: sought.email.toLowerCase() }, select });
    case 'discord':
      return db.identity.findFirst({ where: { platform: 'discord', externalId: sought.chatId }, select });
    case 'slack': {
      const [teamId = '', externalId = ''] = sought.chatId.split(':');
      return db.identity.findFirst({ where: { platform: 'slack', teamId, externalId }, select });
    }
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
