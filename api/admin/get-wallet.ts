import { findItem, planName } from '#core/billing/plans.ts';
import { platforms } from '#core/chat/platforms.ts';
import { moneyText } from '#core/contract/money.ts';
import type { AdminPayment, AdminWallet } from '#core/contract/pages/admin.ts';
import { notFound } from '#core/not-found.ts';
import { readWallet, type WalletRow } from '#core/operators/read-wallet.ts';
import { presentLot } from '../home/present-lot.ts';
import type { ApiHandler } from '../json/handler.ts';

export const adminGetWallet: ApiHandler<'adminGetWallet'> = async ({ deps }, { params: { id } }) => {
  const wallet = await readWallet(deps, id);
  if (!wallet) throw notFound('There is no such wallet');
  const { user, plan, balance, onHold, lots, identities, payments } = wallet;
  return {
    ...{ id, balance, onHold },
    account: user && presentUser(user),
    plan: planName(plan),
    lots: lots.map(presentLot),
    identities: identities.map(presentIdentity),
    payments: payments.map(presentPayment),
  };
};

const presentUser = ({
  id,
  createdAt,
  blockedAt,
  blockedUntil,
  ...user
}: NonNullable<WalletRow['user']>): AdminWallet['account'] => ({
  ...user,
  userId: id,
  createdAt: createdAt.toISOString(),
  blockedAt: blockedAt?.toISOString() ?? null,
  blockedUntil: blockedUntil?.toISOString() ?? null,
});

const presentIdentity = ({
  id,
  platform,
  linkedAt,
  blockedAt,
  blockedUntil,
  ...who
}: WalletRow['identities'][number]) => ({
  id,
  platform,
  chatId: platforms[platform].accountId(who),
  linkedAt: linkedAt?.toISOString() ?? null,
  blockedAt: blockedAt?.toISOString() ?? null,
  blockedUntil: blockedUntil?.toISOString() ?? null,
});

function presentPayment(row: WalletRow['payments'][number]): AdminPayment {
  const { id, amount, amountRefunded, currency, credits, status, paymentIntentId, invoiceId } = row;
  return {
    id,
    item: findItem(row.kind, row.item)?.name ?? row.item,
    amount,
    amountRefunded,
    currency,
    paid: moneyText({ amount, currency }),
    refunded: moneyText({ amount: amountRefunded, currency }),
    credits,
    status,
    paymentIntentId,
    invoiceId,
    paidAt: row.paidAt.toISOString(),
  };
}
