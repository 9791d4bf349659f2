import { z } from 'zod';
import { isRefusal } from '#core/models/refusal-words.ts';
import { ImageProviderError } from '#core/ports/image-provider.ts';
import type { Failure } from './transport.ts';

const errorBody = z.object({
  detail: z.string().optional(),
  title: z.string().optional(),
  /** Seconds; in addition to or instead of the header. */
  retry_after: z.number().nonnegative().optional(),
});

/** Used if the provider gives none: with little credit it allows six creations a minute. */
const defaultRetryAfterMs = 10_000;

/** What a failed request means for us. `starts`: the request would start a run, which must not be started twice. */
export function providerError(failure: Failure, starts: boolean, nowMs: number): ImageProviderError {
  const { status, cause } = failure;
  const body = errorBody.safeParse(parseJson(failure.body)).data ?? {};
  const said = (body.detail ?? body.title ?? '').slice(0, 500);
  // What it says of an input may repeat the prompt: only the names of the fields are kept.
  const fields = [...new Set(said.match(/\binput\.\w{1,40}/g))].join(', ');
  const error = (code: ImageProviderError['code'], sentence: string, options: { retryAfterMs?: number } = {}) =>
    new ImageProviderError(code, sentence, { cause, ...options });

  if (status === 401 || status === 403) return error('unauthorized', 'The image provider does not accept our token.');
  if (status === 402) return error('no_credit', 'Our account at the image provider has no credit left.');
  if (status === 404) return error('not_found', 'The image provider does not know this.');
  if (status === 429) {
    const retryAfterMs = retryAfter(body.retry_after, failure.retryAfter, nowMs);
    return error('rate_limited', `The image provider asks us to wait ${retryAfterMs} ms.`, { retryAfterMs });
  }
  if (status >= 400 && status < 500 && status !== 408 && isRefusal(said))
    return error('refused', 'A safety filter at the image provider rejects the input.');
  if (status >= 400 && status < 500 && status !== 408)
    return error('invalid_input', `The image provider rejects the input${fields && `: ${fields}`}.`);
  if (starts && failure.mayHaveArrived)
    return error('unknown_outcome', 'The image provider gave no answer; it may have started the run.');
  return error('unavailable', 'The image provider cannot be reached.');
}

/** A limit, because a wait given as a point in time depends on our clock. */
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
