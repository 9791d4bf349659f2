import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '../../client/queries.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { Page } from '../../shell/page.tsx';
import { Actions } from './actions.tsx';
import { Find } from './find.tsx';
import { Retention } from './retention.tsx';
import { Wallet } from './wallet.tsx';

/** For operators; for everybody else this page does not exist. */
export default function AdminPage() {
  const { data } = useSession();
  const [query, setQuery] = useSearchParams();
  const walletId = query.get('wallet');
  if (!data?.isOperator) return <NotFoundPage />;
  return (
    <Page
      title="Operator"
      description="Everything done here is written down with your address and your reason."
      actions={
        <>
          <Button component={Link} to="/admin/usage" variant="default">
            Usage
          </Button>
          <Button component={Link} to="/admin/reports" variant="default">
            Reports
          </Button>
          <Button component={Link} to="/admin/rules" variant="default">
            Rules
          </Button>
          <Button component={Link} to="/admin/privacy" variant="default">
            Privacy requests
          </Button>
        </>
      }
    >
      <Find onFound={(found) => setQuery({ wallet: found })} />
      {walletId === null ? (
        <>
          <Actions />
          <Retention />
        </>
      ) : (
        <Wallet key={walletId} walletId={walletId} />
      )}
    </Page>
  );
}
