import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Due } from './due.tsx';
import { WhatGoes } from './what-goes.tsx';

/** What goes with the account, what stays, and the button. */
export default function DeleteAccountPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const deletion = useQuery({ queryKey: keys.deletion, queryFn: ({ signal }) => call('getDeletion', { signal }) });
  if (deletion.error) return <ProblemAlert error={deletion.error} onRetry={() => void deletion.refetch()} />;
  if (!deletion.data) return <PageSkeleton />;
  const { dueAt } = deletion.data;
  return (
    <Page title="Delete the account" width="reading">
      {dueAt === null ? (
        <>
          <WhatGoes leaving={deletion.data} />
          <Sheet>
            <p>
              After you ask for it, you have seven days to change your mind. Every browser is signed out at once, and
              nothing new can be made, bought, given or linked meanwhile. API keys and share links stop working at once
              too. We mail you a link that stops it.
            </p>
            <div>
              <Button color="red" onClick={() => setAsking(true)}>
                Delete my account
              </Button>
            </div>
            <p className={text.small}>
              A single image or project? Delete it in the <Link to="/gallery">gallery</Link> or under{' '}
              <Link to="/projects">projects</Link>.
            </p>
          </Sheet>
          <Confirm
            opened={isAsking}
            onClose={() => setAsking(false)}
            title="Delete your account?"
            confirmLabel="Delete in seven days"
            isDangerous
            onConfirm={async () => {
              // That page is open to who is signed out, as everybody is from now on.
              await navigate('/deletion', { replace: true, state: await call('beginDeletion') });
              await client.invalidateQueries({ queryKey: keys.session });
            }}
          >
            <p>You are signed out now. In seven days everything is deleted for good, and nobody can bring it back.</p>
          </Confirm>
        </>
      ) : (
        <Due
          dueAt={dueAt}
          onStopped={() =>
            // Every page says it while it is due.
            Promise.all([keys.deletion, keys.session].map((queryKey) => client.invalidateQueries({ queryKey })))
          }
        />
      )}
    </Page>
  );
}
