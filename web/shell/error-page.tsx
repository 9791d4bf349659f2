import { Button } from '@mantine/core';
import { Link, useRouteError } from 'react-router';
import { isMissingScript } from '../client/load-script.ts';
import { Page } from './page.tsx';
import { Ways } from './ways.tsx';

/** Shown in place of a page that failed. One whose script is missing was loaded anew already, which did not help. */
export function ErrorPage() {
  const isMissing = isMissingScript(useRouteError());
  return (
    <Page
      title={isMissing ? 'A part of this page is missing' : 'That is our mistake'}
      width="narrow"
      description={
        isMissing
          ? 'UPixel answers, but does not have the script of this page: it may just be updated. Nothing was lost. Wait a moment, then load it again.'
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
