import { useState } from 'react';
import type { Webhook } from '#core/contract/pages/webhooks.ts';
import { oldSecretHours } from '#core/contract/webhooks.ts';
import { call } from '../../../client/call.ts';
import { Confirm } from '../../../shell/confirm.tsx';
import { Dialog } from '../../../shell/dialog.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

interface NewSecretProps {
  webhook: Webhook;
  opened: boolean;
  onClose: () => void;
  onMade: () => Promise<unknown>;
}

/** Asks first: after a day the program must know the new one. */
export function NewSecret({ webhook: { id }, opened, onClose, onMade }: NewSecretProps) {
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <Confirm
        opened={opened}
        onClose={onClose}
        title="Make a new secret?"
        confirmLabel="Make it"
        onConfirm={async () => {
          const made = await call('rotateWebhookSecret', { params: { id } });
          setSecret(made.secret);
          await onMade();
        }}
      >
        <p>
          For {oldSecretHours} hours messages are signed with both, so that your program can change without a pause.
          Then the one before is worth nothing.
        </p>
      </Confirm>
      <Dialog opened={secret !== undefined} onClose={() => setSecret(undefined)} title="The new secret">
        {secret !== undefined && (
          <WebhookSecret title="The secret is changed" secret={secret} onClose={() => setSecret(undefined)} />
        )}
      </Dialog>
    </>
  );
}

interface DeleteWebhookProps {
  webhook: Webhook;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => Promise<unknown>;
}

export function DeleteWebhook({ webhook: { id, url }, opened, onClose, onDeleted }: DeleteWebhookProps) {
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title="Delete the webhook?"
      confirmLabel="Delete the webhook"
      isDangerous
      onConfirm={async () => {
        await call('deleteWebhook', { params: { id } });
        await onDeleted();
      }}
    >
      <p>Nothing is sent to {url} any more, and what was sent is no longer shown. Your requests and pictures stay.</p>
    </Confirm>
  );
}
