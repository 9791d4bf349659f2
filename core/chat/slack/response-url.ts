import { passingStatuses } from '../chat-error.ts';
import type { StatusTarget } from '../messenger.ts';
import { AddressRefused } from './errors.ts';
import type { SlackMessage } from './render.ts';

interface Options {
  replaceOriginal: boolean;
  now: number;
  /** Slack's own origins: nothing is sent anywhere else, and redirects are not followed. */
  origins: readonly string[];
}

/**
 * Answers through the request's response_url, which works even if the bot is not a member. False if it is of no use: not one of
 * Slack's, expired, or used five times. @throws if it may work later
 */
export async function answerByAddress(target: StatusTarget, message: SlackMessage, options: Options): Promise<boolean> {
  if (target.replyToken === undefined || (target.replyExpiresAt?.getTime() ?? 0) <= options.now) return false;
  if (!URL.canParse(target.replyToken) || !options.origins.includes(new URL(target.replyToken).origin)) return false;
  const body = { ...message, response_type: 'ephemeral', replace_original: options.replaceOriginal };
  const response = await fetch(target.replyToken, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(3_000),
  });
  await response.body?.cancel();
  if (response.status >= 500 || passingStatuses.has(response.status)) throw new AddressRefused(response.status);
  return response.ok;
}

/** For callers with another way to answer: the same, but false for any error. */
export const respond = (target: StatusTarget, message: SlackMessage, options: Options): Promise<boolean> =>
  answerByAddress(target, message, options).catch(() => false);
