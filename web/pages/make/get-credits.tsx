import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';

/** Where credits come from: the first chat that is connected brings some; after that they are bought. */
export function GetCredits() {
  const { data: identities } = useQuery({
    queryKey: keys.identities,
    queryFn: ({ signal }) => call('listIdentities', { signal }),
  });
  const hasNoChat = identities?.items.length === 0;
  return (
    <>
      {hasNoChat && (
        <p className={text.small}>
          The first chat that you connect brings its trial credits along, and the Free plan’s for this month.
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
