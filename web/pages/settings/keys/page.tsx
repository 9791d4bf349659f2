import { Anchor, Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { isolated, quoted } from '#core/contract/isolated.ts';
import type { ApiKey } from '#core/contract/pages/api-keys.ts';
import { apiKeyPrefix, apiScopes, maxApiKeys } from '#core/contract/scopes.ts';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { Confirm } from '../../../shell/confirm.tsx';
import { EmptyState } from '../../../shell/empty-state.tsx';
import { showNote } from '../../../shell/note.ts';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { NewKey } from './new-key.tsx';
import classes from './page.module.css';

export default function ApiKeysPage() {
  const client = useQueryClient();
  const apiKeys = useQuery({ queryKey: keys.apiKeys, queryFn: ({ signal }) => call('listApiKeys', { signal }) });
  const [isMaking, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey>();
  const refresh = () => client.invalidateQueries({ queryKey: keys.apiKeys });
  const items = apiKeys.data?.items ?? [];
  const isFull = items.length >= maxApiKeys;

  return (
    <Page
      title="API keys"
      width="reading"
      description={
        <>
          With a key your own programs make, find and delete your pictures, with your credits.{' '}
          <Anchor component={Link} to="/developers" underline="always">
            How to use it
          </Anchor>
        </>
      }
      actions={
        <Button onClick={() => setMaking(true)} disabled={isFull || !apiKeys.data}>
          New key
        </Button>
      }
    >
      {isFull && <p className={text.soft}>You have {maxApiKeys} keys, which is as many as there can be.</p>}
      {apiKeys.isPending && <Skeleton height={120} aria-label="Loading your keys" />}
      {apiKeys.error && <ProblemAlert error={apiKeys.error} onRetry={() => void apiKeys.refetch()} />}
      {apiKeys.data && items.length === 0 && (
        <EmptyState icon="connections" title="You have no keys">
          Whoever has a key can do with your account what the key is for, and needs no password. Make one for each
          program, and revoke it when the program is gone.
        </EmptyState>
      )}
      {items.length > 0 && (
        <Sheet aria-label="Your keys">
          <ul className={classes.keys}>
            {items.map((key) => (
              <KeyRow key={key.id} apiKey={key} onRevoke={() => setLeaving(key)} />
            ))}
          </ul>
        </Sheet>
      )}
      <NewKey opened={isMaking} onClose={() => setMaking(false)} onMade={refresh} />
      <RevokeConfirm apiKey={leaving} onClose={() => setLeaving(undefined)} onRevoked={refresh} />
    </Page>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, ending, scopes, createdAt, lastUsedAt, expiresAt, hasEnded } = apiKey;
  return (
    <li className={classes.key}>
      <div className={classes.words}>
        <strong>{isolated(name)}</strong>
        <code>
          {apiKeyPrefix}…{ending}
        </code>
        <span className={text.small}>{scopes.map((scope) => apiScopes[scope].label).join(' · ')}</span>
        <span className={text.small}>
          {lastUsedAt === null ? (
            'Never used'
          ) : (
            <>
              Last used <Time at={lastUsedAt} />
            </>
          )}{' '}
          · made <Time at={createdAt} />
          {expiresAt !== null && (
            <>
              {' '}
              · {hasEnded ? 'ended' : 'works until'} <Time at={expiresAt} as="date" />
            </>
          )}
        </span>
      </div>
      {hasEnded && <span className={classes.ended}>Ended</span>}
      <Button variant="default" size="xs" onClick={onRevoke} aria-label={`Revoke ${isolated(name)}`}>
        {hasEnded ? 'Remove' : 'Revoke'}
      </Button>
    </li>
  );
}

interface RevokeConfirmProps {
  /** Closed if undefined. */
  apiKey: ApiKey | undefined;
  onClose: () => void;
  onRevoked: () => Promise<unknown>;
}

function RevokeConfirm({ apiKey, onClose, onRevoked }: RevokeConfirmProps) {
  // Keeps the name while the dialog fades out.
  const [last, setLast] = useState(apiKey);
  if (apiKey && apiKey !== last) setLast(apiKey);
  const shown = apiKey ?? last;
  if (!shown) return null;
  return (
    <Confirm
      opened={apiKey !== undefined}
      onClose={onClose}
      title={`Revoke ${isolated(shown.name)}?`}
      confirmLabel="Revoke the key"
      isDangerous
      onConfirm={async () => {
        await call('revokeApiKey', { params: { id: shown.id } });
        await onRevoked();
        showNote({ words: `${quoted(shown.name)} is revoked.` });
      }}
    >
      <p>From this moment it opens nothing. A program that uses it is refused until it gets another key.</p>
      <p>What is being made goes on, and all pictures and credits stay. Nobody can bring the key back.</p>
    </Confirm>
  );
}
