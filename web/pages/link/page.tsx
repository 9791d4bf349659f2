import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { useSession } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { useSignOut } from '../../shell/use-sign-out.ts';
import { Linked } from './linked.tsx';
import list from './list.module.css';
import { Proposal } from './proposal.tsx';
import { isEnded, useLink, useOpenedLink } from './use-link.ts';

/** The page behind a one-time link from chat: shows which identity is about to be linked to which account, and asks for a click. */
export default function LinkPage() {
  const session = useSession();
  const { link, forget } = useLink();
  const opened = useOpenedLink(link);
  const [outcome, setOutcome] = useState<Answered<'confirmLink'> | 'refused'>();

  // A second link may be opened in this tab.
  if (!link) return outcome === 'refused' ? <Refused /> : outcome ? <Linked linked={outcome} /> : <NoLink />;
  const error = session.error ?? opened.error;
  if (error && !opened.data)
    return <Unusable error={error} onRetry={() => void (session.error ? session : opened).refetch()} />;
  if (!opened.data) return <PageSkeleton />;
  return (
    <Proposal
      link={{ token: link.token, browserKey: opened.data.browserKey }}
      preview={opened.data.preview}
      onLinked={(linked) => {
        forget();
        setOutcome(linked);
      }}
      onRefused={() => {
        forget();
        setOutcome('refused');
      }}
    />
  );
}

function Unusable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { data: session } = useSession();
  const signOut = useSignOut();
  return (
    <Page title="Nothing was linked" width="narrow">
      <ProblemAlert error={error} onRetry={isEnded(error) ? undefined : onRetry}>
        {session?.user && !isEnded(error) && (
          <Button
            size="xs"
            variant="default"
            loading={signOut.isPending}
            onClick={() => signOut.mutate('/sign-in?next=/link')}
          >
            Use another account
          </Button>
        )}
      </ProblemAlert>
      {isEnded(error) && <HowTo />}
    </Page>
  );
}

function NoLink() {
  return (
    <Page title="Link a chat" width="narrow">
      <EmptyState icon="connections" title="There is no link here">
        A link is good for ten minutes, and only in the browser in which it was opened.
      </EmptyState>
      <HowTo />
    </Page>
  );
}

function Refused() {
  return (
    <Page title="Nothing was linked" width="narrow">
      <Sheet>
        <p>
          Good that you looked. If somebody else gave you that link, they wanted <em>their</em> chat on your account, or
          your account behind their chat. There is nothing more to do.
        </p>
      </Sheet>
      <HowTo />
    </Page>
  );
}

/** How to get a new link. */
function HowTo() {
  return (
    <Sheet>
      <h2>How to get a new link</h2>
      <ul className={list.list}>
        <li>
          In Discord type <code>/link</code>
        </li>
        <li>
          In Slack type <code>/upixel link</code>
        </li>
      </ul>
      <p className={text.soft}>Only you see the answer. Press its link in the browser you are using now.</p>
    </Sheet>
  );
}
