import { useRef } from 'react';
import type { Identity } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { platformNames } from '../../shell/platform-badge.tsx';
import { useUser } from '../../shell/require-session.tsx';

interface UnlinkConfirmProps {
  /** Undefined: closed. */
  identity: Identity | undefined;
  /** No other chat opens this account. */
  isOnlyWayIn: boolean;
  onClose: () => void;
  onUnlinked: () => Promise<unknown>;
}

export function UnlinkConfirm({ identity, isOnlyWayIn, onClose, onUnlinked }: UnlinkConfirmProps) {
  const { hasPassword } = useUser();
  // Still named while the dialog fades away.
  const last = useRef(identity);
  last.current = identity ?? last.current;
  const shown = last.current;
  if (!shown) return null;
  const chat = platformNames[shown.platform];
  const name = shown.name || chat;
  return (
    <Confirm
      opened={identity !== undefined}
      onClose={onClose}
      title={`Unlink ${name}?`}
      confirmLabel="Unlink"
      isDangerous
      onConfirm={async () => {
        await call('unlinkIdentity', { params: { id: shown.id } });
        await onUnlinked();
      }}
    >
      <p>All images, projects and credits stay in this account.</p>
      <p>
        {name} starts again in {chat} as a guest, with an empty balance and without a new trial.
        {shown.signsIn && ' You cannot sign in with it any more.'}
      </p>
      {isOnlyWayIn && !hasPassword && (
        <p>
          <strong>You have no password yet.</strong> Set one under Settings first, or you get in only with “Forgot your
          password?”.
        </p>
      )}
      <p>You can link it again at any time.</p>
    </Confirm>
  );
}
