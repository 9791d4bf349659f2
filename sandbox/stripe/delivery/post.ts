import type { Agent } from 'node:http';
import { postWebhook } from '#sandbox/kit/webhook.ts';

export { isLocalUrl as isLocal } from '#sandbox/kit/local-url.ts';

/** Stripe waits this long for an answer, then counts the attempt as failed. */
const timeoutMs = 20_000;

/** Redirects are not followed. Resolves with 0 if there was no answer. */
export const post = (agent: Agent, target: string, body: string, headers: Record<string, string>): Promise<number> =>
  postWebhook(target, body, headers, { agent, timeoutMs });
