import { Button } from '@mantine/core';
import { Link, useRouteError } from 'react-router';
import { Page } from './page.tsx';
import { Ways } from './ways.tsx';

/** Shown in place of a page that failed. A script that no longer exists means that UPixel was updated meanwhile. */
export function ErrorPage() {
  const isOutdated = /dynamically imported module|importing a module script/i.test(String(useRouteError()));
  return (
    <Page
      title={isOutdated ? 'UPixel was updated' : 'That is our mistake'}
      width="narrow"
      description={
        isOutdated
          ? 'This page belongs to an older version. Nothing was lost: load it again.'
          : 'This page stumbled over something that it should not have. It cost nothing, and your images and credits are where they were.'
      }
    >
      <Ways>
        <Button onClick={() => location.reload()}>Load the page again</Button>
        <Button component={Link} to="/" variant="default" reloadDocument>
          Go to the start page
        </Button>
      </Ways>
    </Page>
  );
}
