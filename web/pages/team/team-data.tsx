import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team } from '#core/contract/pages/team.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Opened } from '../export/opened.tsx';
import classes from './team-data.module.css';

/** What the server or workspace has of its own: a copy of it, and its deletion. */
export function TeamData({ team: { id, platform } }: { team: Team }) {
  const [isAsking, setAsking] = useState(false);
  const params = { id };
  const { placeWord } = platforms[platform];
  const copy = useMutation({
    mutationFn: async () => {
      const { ticket, code } = await call('exportTeam', { params });
      return { ticket, ...(await call('openExport', { body: { code } })) };
    },
  });
  const leaving = useQuery({
    queryKey: [...keys.team, id, 'deletion'],
    queryFn: ({ signal }) => call('getTeamDeletion', { params, signal }),
    enabled: isAsking,
  });
  return (
    <Sheet aria-labelledby="team-data">
      <h2 id="team-data">This {placeWord}’s data</h2>
      <p>
        Its name, settings, who may use the wallet, the names of those who used it, payments and the wallet’s history.
        What members asked for and made is theirs.
      </p>
      {copy.error && <ProblemAlert error={copy.error} />}
      {leaving.error && <ProblemAlert error={leaving.error} onRetry={() => void leaving.refetch()} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => copy.mutate()} loading={copy.isPending}>
          Get a copy
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          Delete
        </Button>
      </div>
      {copy.data && (
        <>
          <p role="status" className={text.soft}>
            Your request is {copy.data.ticket}.
          </p>
          <Opened pass={copy.data.pass} />
        </>
      )}
      <Confirm
        opened={isAsking && leaving.data !== undefined}
        onClose={() => setAsking(false)}
        title={`Delete this ${placeWord}’s data?`}
        confirmLabel="Delete it now"
        isDangerous
        onConfirm={async () => {
          const { pageUrl } = await call('deleteTeamData', { params });
          location.assign(pageUrl ?? '/billing');
          await new Promise(() => {}); // stay busy until the browser has left
        }}
      >
        {leaving.data?.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Confirm>
    </Sheet>
  );
}
