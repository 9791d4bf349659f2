import { Anchor, Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';
import classes from './page.module.css';
import { ReportDialog } from './report-dialog.tsx';
import { SharedFigure } from './shared-figure.tsx';

/** What somebody shows to whoever has the link: the images, and the way to make one's own. */
export default function ShareLinkPage() {
  const { token = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.shared, token],
    queryFn: ({ signal }) => call('openShare', { body: { token }, signal }),
  });
  // It may have been ended since it was opened here.
  if (error && (!data || [404, 410].includes(problemOf(error).status)))
    return <Gone error={error} onRetry={() => void refetch()} />;
  if (data) return <Shown shared={data} token={token} />;
  return (
    <div aria-busy="true">
      <span className={text.visuallyHidden}>Loading the images…</span>
      <Page title="A shared picture">
        <Skeleton height={420} />
      </Page>
    </div>
  );
}

function Gone({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { status } = problemOf(error);
  return (
    <Page title="A shared picture" width="narrow">
      <ProblemAlert error={error} onRetry={status === 404 || status === 410 ? undefined : onRetry} />
      <MakeYourOwn />
    </Page>
  );
}

function Shown({ shared: { name, pictures, isYours }, token }: { shared: Answered<'openShare'>; token: string }) {
  const [isReporting, setReporting] = useState(false);
  const what = pictures.length === 1 ? 'A picture' : `${pictures.length} pictures`;
  return (
    <Page title={name === null ? what : `${what} by ${isolated(name)}`}>
      {isYours && (
        <Notice title="This is your link">
          <p>
            So others see it, and your looks are not counted. Change it or end it at{' '}
            <Anchor component={Link} to="/shared" underline="always" inherit>
              Shared
            </Anchor>
            .
          </p>
        </Notice>
      )}
      <ul className={classes.pictures} data-one={pictures.length === 1 || undefined}>
        {pictures.map((picture, index) => (
          <li key={picture.number}>
            <SharedFigure picture={picture} place={{ index, of: pictures.length }} />
          </li>
        ))}
      </ul>
      <MakeYourOwn
        beside={
          <Button variant="subtle" onClick={() => setReporting(true)}>
            Report…
          </Button>
        }
      />
      <ReportDialog opened={isReporting} onClose={() => setReporting(false)} token={token} pictures={pictures} />
    </Page>
  );
}

const MakeYourOwn = ({ beside }: { beside?: ReactNode }) => (
  <Sheet aria-labelledby="make">
    <h2 id="make">Made with UPixel</h2>
    <p className={text.soft}>
      A model drew it from words. Say in Discord or Slack what you want to see, and UPixel makes it there: no account is
      needed to begin. With an account you can make pictures on these pages, too.
    </p>
    <Ways>
      <Button component={Link} to="/">
        Make your own
      </Button>
      {beside}
    </Ways>
  </Sheet>
);
