import { Button, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isolated } from '#core/contract/isolated.ts';
import type { Identity } from '#core/contract/pages/shapes.ts';
import { platforms } from '#core/contract/platforms.ts';
import { keys } from '../../client/queries.ts';
import { useIdentities } from '../../client/use-identities.ts';
import { Avatar } from '../../shell/avatar.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import rows from './rows.module.css';
import { UnlinkConfirm } from './unlink-confirm.tsx';

export function Identities() {
  const client = useQueryClient();
  const identities = useIdentities();
  const [leaving, setLeaving] = useState<Identity>();

  if (identities.isPending) return <Skeleton height={64} aria-label="Loading your chats" />;
  if (identities.error) return <ProblemAlert error={identities.error} onRetry={() => void identities.refetch()} />;
  const { items } = identities.data;
  return (
    <>
      {items.length === 0 && (
        <p className={text.soft}>
          None yet. What you make in a chat is kept apart, with a balance of its own, until you connect it.
        </p>
      )}
      {items.length > 0 && (
        <ul className={rows.rows}>
          {items.map((identity) => (
            <IdentityRow key={identity.id} identity={identity} onUnlink={() => setLeaving(identity)} />
          ))}
        </ul>
      )}
      <UnlinkConfirm
        identity={leaving}
        isOnlyWayIn={leaving?.signsIn === true && items.filter(({ signsIn }) => signsIn).length === 1}
        onClose={() => setLeaving(undefined)}
        onUnlinked={() => client.invalidateQueries({ queryKey: keys.identities })}
      />
    </>
  );
}

function IdentityRow({ identity, onUnlink }: { identity: Identity; onUnlink: () => void }) {
  const name = identity.name || platforms[identity.platform].label;
  return (
    <li className={rows.row}>
      <Avatar src={identity.avatarUrl} name={name} />
      <div className={rows.words}>
        <strong>{isolated(name)}</strong>
        <PlatformBadge platform={identity.platform} place={identity.placeName} />
        <span className={text.small}>
          Linked <Time at={identity.linkedAt} />
          {identity.signsIn && ' · you can sign in with it'}
        </span>
      </div>
      <Button variant="default" size="xs" onClick={onUnlink} aria-label={`Unlink ${isolated(name)}`}>
        Unlink
      </Button>
    </li>
  );
}
