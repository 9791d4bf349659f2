import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from './empty-state.tsx';
import { Page } from './page.tsx';

export function NotFoundPage() {
  return (
    <Page title="There is no such page" width="narrow">
      <EmptyState
        icon="lost"
        title="Nothing is drawn here"
        action={
          <Button component={Link} to="/">
            Go to the start page
          </Button>
        }
      >
        The address may have been cut short, or what was here was deleted.
      </EmptyState>
    </Page>
  );
}
