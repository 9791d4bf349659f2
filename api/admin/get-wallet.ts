import { findItem, planName } from '#core/billing/plans.ts';
import { readBilling } from '#core/billing/read-billing.ts';
import type { AdminPayment, AdminWallet } from '#core/contract/admin.ts';
import { moneyText } from '#core/contract/money.ts';
import { readAccount } from '#core/credits/read-account.ts';
import type { Payment } from '../../prisma/generated/client.ts';
import { presentLot } from '../home/present-lot.ts';
import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';

export const adminGetWallet: ApiHandler<'adminGetWallet'> = async ({ deps }, { params }) => {
  const walletId = params.id;
  const [account, wallet] = await Promise.all([
    readAccount(deps, { walletId, userId: null }),
    deps.db.wallet.findUnique({
      where: { id: walletId },
      select: {
        user: { select: { id: true, email: true, emailVerified: true, createdAt: true, blockedAt: true } },
        identities: {
          select: { id: true, platform: true, teamId: true, externalId: true, linkedAt: true, blockedAt: true },
        },
        payments: { orderBy: [{ paidAt: 'desc' }, { id: 'desc' }] },
      },
    }),
  ]);
  if (!account || !wallet) throw notFound('There is no such wallet');
  const { plan } = await readBilling(deps, { walletId, userId: null });
  return {
    id: walletId,
    account: wallet.user && presentUser(wallet.user),
    plan: planName(plan),
    balance: account.balance,
    onHold: account.onHold,
    lots: account.lots.map(presentLot),
    identities: wallet.identities.map(({ id, platform, teamId, externalId, linkedAt, blockedAt }) => ({
      id,
      platform,
      chatId: platform === 'slack' ? `${teamId}:${externalId}` : externalId,
      linkedAt: linkedAt?.toISOString() ?? null,
      blockedAt: blockedAt?.toISOString() ?? null,
    })),
    payments: wallet.payments.map(presentPayment),
  };
};

interface UserRow {
  id: string;
  email: string;
  emailVerified: boolean;
  createdAt: Date;
  blockedAt: Date | null;
}

const presentUser = ({ id, createdAt, blockedAt, ...user }: UserRow): AdminWallet['account'] => ({
  ...user,
  userId: id,
  createdAt: createdAt.toISOString(),
  blockedAt: blockedAt?.toISOString() ?? null,
});

function presentPayment(row: Payment): AdminPayment {
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
