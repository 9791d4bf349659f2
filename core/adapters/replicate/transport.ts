import { setTimeout as sleep } from 'node:timers/promises';

/** What went wrong with a request: the provider's answer, or `status` 0 if there was none. */
export interface Failure {
  status: number;
  body: string;
  retryAfter: string | null;
  /** False only if the request surely never reached the provider. */
  mayHaveArrived: boolean;
  cause?: unknown;
}

const timeoutMs = 5_000;
/** A reference image of some megabytes takes longer on a slow connection. */
const uploadTimeoutMs = 30_000;
/** A GET is worth one retry: most failures are a connection that was just closed. */
const retryPauseMs = 150;

/**
 * The client retries by itself: every thrown error (so a POST whose socket died is paid twice), 429 without heeding
 * Retry-After, 5xx on GET. So it never sees any of these: each failure reaches it as this status, which it considers
 * final, and the real failure is kept beside the response.
 */
const finalStatus = 499;

export function createTransport() {
  const failures = new WeakMap<Response, Failure>();

  async function send(url: string | URL | Request, init: RequestInit): Promise<Response | Failure> {
    const limitMs = String(url).endsWith('/files') ? uploadTimeoutMs : timeoutMs;
    const timeout = AbortSignal.timeout(limitMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      const response = await fetch(url, { ...init, signal });
      // Read here, so that an answer that is cut off is a failure like any other.
      const body = await response.text();
      // 204 may have no body, not even an empty one.
      if (response.ok) return new Response(body === '' ? null : body, response);
      const retryAfter = response.headers.get('retry-after');
      return { status: response.status, body, retryAfter, mayHaveArrived: true };
    } catch (cause) {
      return { status: 0, body: '', retryAfter: null, mayHaveArrived: !neverSent(cause), cause };
    }
  }

  return {
    async fetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
      let result = await send(url, init);
      const worthRetrying = !(result instanceof Response) && (result.status === 0 || result.status >= 500);
      if (worthRetrying && (init.method ?? 'GET') === 'GET' && !init.signal?.aborted) {
        await sleep(retryPauseMs);
        result = await send(url, init);
      }
      if (result instanceof Response) return result;
      const answer = new Response(null, { status: finalStatus });
      failures.set(answer, result);
      return answer;
    },
    /** The failure behind an error that the client threw because of an answer from `fetch`. */
    failureOf(error: unknown): Failure | undefined {
      const response = error instanceof Error && 'response' in error ? error.response : undefined;
      return response instanceof Response ? failures.get(response) : undefined;
    },
  };
}

const codesBeforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** fetch throws a TypeError whose cause says what happened, or several if a name has several addresses. */
function neverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return codesBeforeSending.has(error.code);
  return neverSent(error.cause);
}
