import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Recolouring } from '#core/contract/pages/recolourings.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ProgressBar } from '../../shell/progress-bar.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import { imagesText } from '../gallery/words.ts';
import classes from './recolourings.module.css';

const askedAgainMs = 1_000;

/** What was begun, how far it is, and the way back. */
export function Recolourings({ projectId }: { projectId: string }) {
  const client = useQueryClient();
  const list = useQuery({
    queryKey: [...keys.projects, 'recolourings', projectId],
    queryFn: ({ signal }) => call('listRecolourings', { params: { id: projectId }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? askedAgainMs : false),
  });
  const items = list.data?.items ?? [];
  const open = items.filter(isOpen).length;
  // What was just finished is in the gallery now.
  useEffect(() => {
    if (open === 0) void client.invalidateQueries({ queryKey: keys.assets });
  }, [client, open]);
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section className={classes.list} aria-labelledby="recolourings">
      <h2 id="recolourings">Made from it</h2>
      <ul>
        {items.map((item) => (
          <One key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

const isOpen = ({ finishedAt }: Recolouring) => finishedAt === null;

function One({ item }: { item: Recolouring }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { id, total, done, made, leftOut, toProjectId, createdAt } = item;
  return (
    <li className={classes.one}>
      <p role="status">
        {isOpen(item) ? `${done} of ${total} images are looked at.` : `${imagesText(made)} copied.`} {leftOut.join(' ')}{' '}
        <span className={text.soft}>
          <Time at={createdAt} />
        </span>
      </p>
      {isOpen(item) && <ProgressBar label="How far it is" isWaiting={false} progress={done / total} />}
      <div className={classes.ways}>
        {toProjectId !== null && (
          <Button component={Link} to={`/gallery?project=${toProjectId}`} size="xs" variant="default">
            Look at the copies
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          Take back…
        </Button>
      </div>
      <Confirm
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Delete these copies?"
        confirmLabel="Delete the copies"
        isDangerous
        onConfirm={async () => {
          await call('undoRecolouring', { params: { id } });
          await Promise.all([keys.projects, keys.assets].map((queryKey) => client.invalidateQueries({ queryKey })));
        }}
      >
        <p>
          {imagesText(made)} {made === 1 ? 'is' : 'are'} deleted for good, and so is their project if nothing else is in
          it. The originals stay.
        </p>
        {isOpen(item) && <p className={text.small}>No more copies are made.</p>}
      </Confirm>
    </li>
  );
}
