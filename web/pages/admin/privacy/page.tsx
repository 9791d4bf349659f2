import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { useSession } from '../../../client/queries.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { Page } from '../../../shell/page.tsx';
import { Bring } from './bring.tsx';
import { Register } from './register.tsx';
import { Waiting } from './waiting.tsx';

/** The register of privacy requests, for operators; for everybody else this page does not exist. */
export default function AdminPrivacyPage() {
  const { data } = useSession();
  if (!data?.isOperator) return <NotFoundPage />;
  return (
    <Page
      title="Privacy requests"
      description={
        <>
          Who asked what about their data, and by when it must be answered. Nothing here shows the data itself. Back to
          the{' '}
          <Anchor component={Link} to="/admin" underline="always">
            operator’s page
          </Anchor>
          .
        </>
      }
      actions={
        <Button component="a" href={plainPaths.registerCsv} download variant="default">
          Download the register
        </Button>
      }
    >
      <Register />
      <Waiting />
      <Bring />
    </Page>
  );
}
