import './admin.css';
import { useSearchParams } from 'react-router';
import { useSession } from '../../client/queries.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { Page } from '../../shell/page.tsx';
import { Actions } from './actions.tsx';
import { Find } from './find.tsx';
import { Wallet } from './wallet.tsx';

/** For operators; for everybody else there is no such page. */
export default function AdminPage() {
  const { data } = useSession();
  const [query, setQuery] = useSearchParams();
  const walletId = query.get('wallet');
  if (!data?.isOperator) return <NotFoundPage />;
  return (
    <Page title="Operator" description="Everything done here is written down with your address and your reason.">
      <Find onFound={(found) => setQuery({ wallet: found })} />
      {walletId === null ? <Actions /> : <Wallet key={walletId} walletId={walletId} />}
    </Page>
  );
}
