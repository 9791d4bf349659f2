import type { Answered, Received } from '#core/contract/contract.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ApiHandler } from '../json/handler.ts';

export const adminFind: ApiHandler<'adminFind'> = async ({ deps }, { body }) => {
  const found = await find(deps, body);
  if (!found) throw nobody();
  return found;
};

type Found = Answered<'adminFind'> | null;

function find({ db }: Pick<Deps, 'db'>, wanted: Received<'adminFind'>['body']): Promise<Found> {
  const select = { walletId: true } as const;
  switch (wanted.by) {
    case 'email':
      return db.user.findUnique({ where: { email: wanted.email.toLowerCase() }, select });
    case 'discord':
      return db.identity.findFirst({ where: { platform: 'discord', externalId: wanted.chatId }, select });
    case 'slack': {
      const [teamId = '', externalId = ''] = wanted.chatId.split(':');
      return db.identity.findFirst({ where: { platform: 'slack', teamId, externalId }, select });
    }
    case 'payment': {
      const { stripeId } = wanted;
      const checkout = { sessionId: stripeId };
      return db.payment.findFirst({
        where: { OR: [{ paymentIntentId: stripeId }, { invoiceId: stripeId }, { checkout }] },
        select,
      });
    }
  }
}

const nobody = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is nobody like that.',
    next: 'Look at it again: an address or an id is found only when all of it is right.',
  });
