import type { Spot } from '../messenger.ts';
import type { SlackMessage } from './render.ts';

/**
 * Answers through the request's own address, which works where the bot is no member. False where it is of no use: run
 * out, used five times, or not answering, so that another way is to be tried.
 */
export async function respond(
  spot: Spot,
  message: SlackMessage,
  options: { replaceOriginal: boolean; now: number },
): Promise<boolean> {
  if (spot.replyToken === undefined || (spot.replyExpiresAt?.getTime() ?? 0) <= options.now) return false;
  const body = { ...message, response_type: 'ephemeral', replace_original: options.replaceOriginal };
  try {
    const response = await fetch(spot.replyToken, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(3_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
