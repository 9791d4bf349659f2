import { createHmac, randomBytes } from 'node:crypto';
import { webhookSecretPrefix } from '../contract/webhooks.ts';

/** A new secret: 32 random bytes. */
export const newWebhookSecret = (): string => webhookSecretPrefix + randomBytes(32).toString('base64');

/** Those that sign beside the newest, as a row keeps them: between spaces. */
export const secretsBefore = (previous: string | null): string[] =>
  previous?.split(' ').filter((each) => each.startsWith(webhookSecretPrefix)) ?? [];

/**
 * The headers by which a program knows that a message is ours, and when it was sent: one signature for each secret, by HMAC-SHA256 of id, time and body.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, body, atS }: { id: string; body: string /** In seconds. */; atS: number },
): Record<string, string> {
  const signed = `${id}.${atS}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(webhookSecretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(atS), 'webhook-signature': signatures.join(' ') };
}
