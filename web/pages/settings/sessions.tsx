import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { showNote } from '../../shell/note.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import rows from '../connections/rows.module.css';
import classes from './sessions.module.css';

export function Sessions() {
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => call('listSessions', { signal }) });
  const [isAsking, setIsAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: keys.sessions });
  const others = sessions.data?.items.filter(({ isThisOne }) => !isThisOne).length ?? 0;

  return (
    <Sheet aria-labelledby="sessions">
      <div className={classes.head}>
        <h2 id="sessions">Where you are signed in</h2>
        {others > 0 && (
          <Button variant="default" size="xs" onClick={() => setIsAsking(true)}>
            Sign out all others
          </Button>
        )}
      </div>
      {sessions.isPending && <Skeleton height={64} aria-label="Loading your sessions" />}
      {sessions.error && <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <ul className={rows.rows}>
          {sessions.data.items.map((session) => (
            <SessionRow key={session.id} session={session} onEnded={refresh} />
          ))}
        </ul>
      )}
      <Confirm
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title="Sign out all other browsers?"
        confirmLabel="Sign out all others"
        onConfirm={async () => {
          await call('revokeOtherSessions');
          await refresh();
          showNote({ words: 'All other browsers are signed out.' });
        }}
      >
        <p>
          {others === 1 ? 'One other browser has' : `${others} other browsers have`} to sign in again. This one stays
          signed in. Your chats stay linked.
        </p>
      </Confirm>
    </Sheet>
  );
}

function SessionRow({ session, onEnded }: { session: Session; onEnded: () => Promise<unknown> }) {
  const ending = useMutation({
    mutationFn: async () => {
      await call('revokeSession', { params: { id: session.id } });
      await onEnded();
      showNote({ words: `${session.browser} is signed out.` });
    },
  });
  return (
    <li className={rows.row}>
      <span className={rows.icon}>
        <PixelIcon name="browser" size={24} />
      </span>
      <div className={rows.words}>
        <strong>{session.browser}</strong>
        <span className={text.small}>
          {session.isThisOne ? (
            'This browser'
          ) : (
            <>
              Last used <Time at={session.lastUsedAt} />
            </>
          )}{' '}
          · signed in <Time at={session.createdAt} />
        </span>
        {ending.error && <ProblemAlert error={ending.error} />}
      </div>
      {session.isThisOne ? (
        <span className={classes.thisOne}>This one</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          loading={ending.isPending}
          onClick={() => ending.mutate()}
          aria-label={`Sign out ${session.browser}`}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
