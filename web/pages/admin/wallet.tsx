import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Account } from './account.tsx';
import { Actions } from './actions.tsx';
import { Ledger } from './ledger.tsx';
import { Payments } from './payments.tsx';

/** Its owner, its contents, and what an operator can do about it. */
export function Wallet({ walletId }: { walletId: string }) {
  const wallet = useQuery({
    queryKey: [...keys.admin, 'wallet', walletId],
    queryFn: ({ signal }) => call('adminGetWallet', { params: { id: walletId }, signal }),
    // What Stripe reports arrives a moment later.
    refetchInterval: 5_000,
  });
  if (wallet.error) return <ProblemAlert error={wallet.error} onRetry={() => void wallet.refetch()} />;
  if (!wallet.data) return <Skeleton height={240} aria-label="Loading the wallet" />;
  return (
    <>
      <Account wallet={wallet.data} />
      <Payments payments={wallet.data.payments} />
      <Ledger walletId={walletId} balance={wallet.data.balance} />
      <Actions walletId={walletId} />
    </>
  );
}
