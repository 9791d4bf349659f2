import { createHmac } from 'node:crypto';

/** Signs according to Standard Webhooks: HMAC-SHA256 over "id.timestamp.body", with the base64 part of the secret as the key. */
export function signWebhook(secret: string, id: string, timestampS: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestampS), 'webhook-signature': `v1,${signature}` };
}
