import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useIdentities } from '../../client/use-identities.ts';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';

/** Where credits come from: the first chat that is connected brings some; after that they are bought. A team's are spent in its chat alone. */
export function GetCredits() {
  const { data: identities } = useIdentities();
  const hasNoChat = identities?.items.length === 0;
  const { data: billing } = useQuery({
    queryKey: keys.billing,
    queryFn: ({ signal }) => call('getBilling', { signal }),
  });
  const [team] = billing?.teams ?? [];
  return (
    <>
      {hasNoChat && (
        <p className={text.small}>
          The first chat that you connect brings its trial credits along, and the Free plan’s for this month.
        </p>
      )}
      {team && (
        <p className={text.small}>
          A team pays for what is asked for in its chat, not here:{' '}
          <Link to={`/team/${team.id}`}>{team.name || 'your team'}</Link>.
        </p>
      )}
      <Ways>
        {hasNoChat && (
          <Button component={Link} to="/connections" size="xs">
            Connect a chat
          </Button>
        )}
        <Button component={Link} to="/billing" size="xs" variant="default">
          Get credits
        </Button>
      </Ways>
    </>
  );
}
