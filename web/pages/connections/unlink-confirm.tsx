import { useRef } from 'react';
import { isolated } from '#core/contract/isolated.ts';
import type { Identity } from '#core/contract/pages/shapes.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { useUser } from '../../shell/require-session.tsx';

interface UnlinkConfirmProps {
  /** Closed if undefined. */
  identity: Identity | undefined;
  /** No other chat signs in to this account. */
  isOnlyWayIn: boolean;
  onClose: () => void;
  onUnlinked: () => Promise<unknown>;
}

export function UnlinkConfirm({ identity, isOnlyWayIn, onClose, onUnlinked }: UnlinkConfirmProps) {
  const { hasPassword } = useUser();
  // Keeps the name while the dialog fades out.
  const last = useRef(identity);
  last.current = identity ?? last.current;
  const shown = last.current;
  if (!shown) return null;
  const chat = platforms[shown.platform].label;
  const name = shown.name || chat;
  return (
    <Confirm
      opened={identity !== undefined}
      onClose={onClose}
      title={`Unlink ${isolated(name)}?`}
      confirmLabel="Unlink"
      isDangerous
      onConfirm={async () => {
        await call('unlinkIdentity', { params: { id: shown.id } });
        await onUnlinked();
      }}
    >
      <p>All images, projects and credits stay in this account.</p>
      <p>
        {isolated(name)} starts again in {chat} as a guest, with an empty balance and without a new trial.
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
