import { createHmac } from 'node:crypto';

/** Stripe's signature header: a time in seconds, and the HMAC of `time.body` with the endpoint's secret. */
export function sign(secret: string, body: string, timestampS: number): string {
  const digest = createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex');
  return `t=${timestampS},v1=${digest}`;
}
