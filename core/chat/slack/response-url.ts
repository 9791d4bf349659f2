import { passingStatuses } from '../chat-error.ts';
import type { Spot } from '../messenger.ts';
import { AddressRefused } from './errors.ts';
import type { SlackMessage } from './render.ts';

interface Options {
  replaceOriginal: boolean;
  now: number;
  /** Slack's own: nothing is sent anywhere else, nor on to where an answer leads. */
  origins: readonly string[];
}

/**
 * Answers through the request's own address, which works where the bot is no member. False where it is of no use: not one of Slack's,
 * run out, or used five times. @throws where it may work later
 */
export async function answerByAddress(spot: Spot, message: SlackMessage, options: Options): Promise<boolean> {
  if (spot.replyToken === undefined || (spot.replyExpiresAt?.getTime() ?? 0) <= options.now) return false;
  if (!URL.canParse(spot.replyToken) || !options.origins.includes(new URL(spot.replyToken).origin)) return false;
  const body = { ...message, response_type: 'ephemeral', replace_original: options.replaceOriginal };
  const response = await fetch(spot.replyToken, {
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

/** The same for whoever has another way: false for whatever hinders it. */
export const respond = (spot: Spot, message: SlackMessage, options: Options): Promise<boolean> =>
  answerByAddress(spot, message, options).catch(() => false);
