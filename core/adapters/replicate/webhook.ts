import { validateWebhook } from 'replicate';
import type { WebhookHeaders } from '#core/ports/image-provider.ts';

/** The client accepts any age; a signature seen once could be replayed for ever. */
const windowMs = 5 * 60_000;
/** Anyone can post a bad signature; it must not make us ask the API each time. */
const askAgainMs = 60_000;

interface Options {
  /** Configured, or else fetched from the API when first needed. */
  secret: string | undefined;
  ask: () => Promise<string>;
  now: () => number;
}

/** Verifies Replicate's webhooks (https://replicate.com/docs/topics/webhooks/verify-webhook). Throws only what `ask` throws. */
export function createWebhookVerifier({ secret, ask, now }: Options) {
  let asked: { secret: Promise<string>; atMs: number } | undefined;

  function askAnew() {
    const fresh = { secret: ask(), atMs: now() };
    asked = fresh;
    // A failed answer is not kept: the next webhook asks again.
    fresh.secret.catch(() => {
      if (asked === fresh) asked = undefined;
    });
    return fresh;
  }

  return async function verify(rawBody: Buffer | string, headers: WebhookHeaders): Promise<boolean> {
    const id = headers['webhook-id'];
    const timestamp = headers['webhook-timestamp'];
    const signature = headers['webhook-signature'];
    if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return false;
    // Not rewritten as `>`: a timestamp that is not a number must fail, too.
    if (!(Math.abs(now() - Number(timestamp) * 1_000) <= windowMs)) return false;

    const request = { id, timestamp, signature, body: rawBody.toString() };
    const isSignedWith = async (key: string) => {
      try {
        return await validateWebhook({ ...request, secret: key });
      } catch {
        return false;
      }
    };
    if (secret !== undefined) return isSignedWith(secret);
    const first = asked ?? askAnew();
    if (await isSignedWith(await first.secret)) return true;
    // The secret may have been rotated since we asked; another webhook may have found that out a moment ago.
    if (asked === first && now() - first.atMs < askAgainMs) return false;
    const newer = asked === undefined || asked === first ? askAnew() : asked;
    return isSignedWith(await newer.secret);
  };
}
