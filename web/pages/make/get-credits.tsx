import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useIdentities } from '../../client/use-identities.ts';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';

/** Where credits come from: the first chat that is connected brings some; after that they are bought. */
export function GetCredits() {
  const { data: identities } = useIdentities();
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
