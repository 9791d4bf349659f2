import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useRouteError } from 'react-router';
import { isMissingScript } from '../client/load-script.ts';
import { Page } from './page.tsx';
import { Ways } from './ways.tsx';

/** Long enough that a page whose script stays missing asks for little. */
const againMs = 60_000;

/** Shown in place of a page that failed. One whose script is missing was loaded anew already, which did not help; it is tried again now and then. */
export function ErrorPage() {
  const isMissing = isMissingScript(useRouteError());
  useEffect(() => {
    if (!isMissing) return undefined;
    const timer = setTimeout(() => location.reload(), againMs);
    return () => clearTimeout(timer);
  }, [isMissing]);
  return (
    <Page
      title={isMissing ? 'This page could not be loaded' : 'That is our mistake'}
      width="narrow"
      description={
        isMissing
          ? 'UPixel answers, but a part of this page did not come. Nothing was lost. In a minute we try again by ourselves.'
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
