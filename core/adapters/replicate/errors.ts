import { z } from 'zod';
import { ImageProviderError } from '#core/ports/image-provider.ts';
import type { Failure } from './transport.ts';

const errorBody = z.object({
  detail: z.string().optional(),
  title: z.string().optional(),
  /** Seconds; beside or instead of the header. */
  retry_after: z.number().nonnegative().optional(),
});

/** Where the provider does not say: with little credit it allows six creations a minute. */
const defaultRetryAfterMs = 10_000;

/** What a failed request means for us. `starts`: the request was to start a run, which must not be started twice. */
export function providerError(failure: Failure, starts: boolean, nowMs: number): ImageProviderError {
  const { status, cause } = failure;
  const body = errorBody.safeParse(parseJson(failure.body)).data ?? {};
  const said = (body.detail ?? body.title ?? '').slice(0, 500);
  const error = (code: ImageProviderError['code'], sentence: string, options: { retryAfterMs?: number } = {}) =>
    new ImageProviderError(code, said === '' ? sentence : `${sentence} ${said}`, { cause, ...options });

  if (status === 401 || status === 403) return error('unauthorized', 'The image provider does not accept our token.');
  if (status === 402) return error('no_credit', 'Our account at the image provider has no credit left.');
  if (status === 404) return error('not_found', 'The image provider does not know this.');
  if (status === 429) {
    const retryAfterMs = retryAfter(body.retry_after, failure.retryAfter, nowMs);
    return error('rate_limited', `The image provider asks us to wait ${retryAfterMs} ms.`, { retryAfterMs });
  }
  if (status >= 400 && status < 500 && status !== 408)
    return error('invalid_input', 'The image provider rejects the input.');
  if (starts && failure.mayHaveArrived)
    return error('unknown_outcome', 'The image provider gave no answer; it may have started the run.');
  return error('unavailable', 'The image provider cannot be reached.');
}

/** A wait that is given as a moment is no better than our clock. */
const longestWaitMs = 5 * 60_000;

function retryAfter(seconds: number | undefined, header: string | null, nowMs: number): number {
  if (seconds !== undefined) return Math.ceil(seconds * 1_000);
  if (header === null) return defaultRetryAfterMs;
  if (/^\d+(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1_000);
  const untilMs = Math.min(Date.parse(header) - nowMs, longestWaitMs);
  return Number.isNaN(untilMs) ? defaultRetryAfterMs : Math.max(0, untilMs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
