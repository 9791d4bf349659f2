import type { FetchFunction } from '@slack/web-api';

/** A lease on a message lasts 6 s (core/generations/limits.ts): a process that has to wait longer must let go, and come back later. */
const mostWaitMs = 3_000;

/**
 * A fetch that obeys Slack's Retry-After: a rate-limited call did nothing, and may be repeated. The
 * library would pause all calls of the workspace for one busy channel. Other failures are not retried here: a
 * message whose answer was lost may have been posted.
 */
export const patientFetch: FetchFunction = async (url, init) => {
  const deadline = Date.now() + mostWaitMs;
  for (;;) {
    const response = await fetch(url, init);
    const waitMs = Number(response.headers.get('retry-after') ?? '1') * 1000;
    if (response.status !== 429 || !(Date.now() + waitMs <= deadline)) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
};
