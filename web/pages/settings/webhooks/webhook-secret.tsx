import { SecretOnce } from '../../../shell/secret-once.tsx';

interface WebhookSecretProps {
  title: string;
  secret: string;
  onClose: () => void;
}

/** With which a program sees that a message is ours. */
export const WebhookSecret = ({ title, secret, onClose }: WebhookSecretProps) => (
  <SecretOnce title={title} secret={secret} copyLabel="Copy the secret" onClose={onClose}>
    With this secret your program sees that a message is ours. This is the only time that it is shown: put it where your
    program reads it, and never into its source.
  </SecretOnce>
);
