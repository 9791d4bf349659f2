import type { Problem } from '#core/contract/pages/problem.ts';
import { ProblemError } from './problem.ts';

/**
 * The words for a request that our server did not answer, or not in a way that we understand. Only what is known is said: of one that changes something
 * and was not answered, nobody knows whether it arrived.
 */
type Words = Pick<Problem, 'type' | 'title' | 'detail' | 'next'>;

const silence = (words: Words, status = 0) => new ProblemError({ ...words, status });

/** Whether it only reads, so that nothing can have been changed. */
const reads = (method: string) => method === 'GET';

const unknown = 'No answer came back, so we cannot tell whether it was done.';
const lookFirst = 'Look whether it was done before you try again.';

/** The device itself says so, since before the request: it was not sent. */
export const offline = (method: string) =>
  silence({
    type: 'offline',
    title: reads(method) ? 'You are offline' : 'It was not sent',
    detail: reads(method) ? 'This could not be loaded.' : 'You are offline, so nothing was changed.',
    next: reads(method)
      ? 'It is loaded by itself once you are connected again.'
      : 'Try again once you are connected; what you typed stays.',
  });

/** Our server did not answer before, nor when it was asked for just now: so a change was not sent. */
export const notSent = () =>
  silence({
    type: 'not_sent',
    title: 'It was not sent',
    detail: 'UPixel does not answer, so nothing was changed.',
    next: 'Try again once it does; what you typed stays.',
  });

/** No connection to our server, or one that broke. */
export const unreachable = (method: string) =>
  silence({
    type: 'unreachable',
    title: 'UPixel could not be reached',
    detail: reads(method) ? 'This could not be loaded. Nothing was changed.' : unknown,
    next: reads(method)
      ? 'Check your connection. We keep trying, and it is loaded by itself.'
      : `Check your connection. ${lookFirst}`,
  });

export const tooSlow = (method: string, seconds: number) =>
  silence({
    type: 'too_slow',
    title: 'The answer took too long',
    detail: reads(method)
      ? `Nothing came within ${seconds} seconds. Nothing was changed.`
      : `Nothing came within ${seconds} seconds, so we cannot tell whether it was done.`,
    next: reads(method) ? 'Try again in a moment.' : lookFirst,
  });

/** By a proxy that does not reach our server, or by a server that is being started. */
const down = (method: string, status: number) =>
  silence(
    {
      type: 'server_down',
      title: 'UPixel does not answer',
      detail: reads(method)
        ? 'Your connection works, but our server cannot be reached behind it: mostly because it is being started again. Nothing was changed.'
        : `Your connection works, but our server cannot be reached behind it. ${unknown}`,
      next: reads(method) ? 'We keep trying, and this is loaded by itself.' : `Wait a moment. ${lookFirst}`,
    },
    status,
  );

/** By somebody in between; our own refusals come with their own words. */
const tooMany = (waitSeconds: number | undefined) =>
  silence(
    {
      type: 'too_many_requests',
      title: 'Too much at once',
      detail: 'More was asked from your network than is allowed at once, so this was turned away. Nothing was changed.',
      next: `Wait ${waitWords(waitSeconds)}, then try again.`,
    },
    429,
  );

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined || seconds > 3_600) return 'a few minutes';
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds > 50 ? 'a minute' : `${Math.max(1, Math.ceil(seconds))} seconds`;
}

/** Somebody in between answered: a network's own sign-in page, a company's filter, a proxy. */
const notOurs = (method: string, status: number) =>
  silence(
    {
      type: 'not_our_answer',
      title: 'Somebody else answered',
      detail: `Something between you and UPixel answered in our place, such as the sign-in page of a network. ${
        reads(method) ? 'Nothing was changed.' : unknown
      }`,
      next: 'Open another site to see whether your network wants you to sign in, then try again.',
    },
    status,
  );

/** Statuses of whoever stands before a server that is not there: RFC 9110, and Cloudflare's own. */
const isDown = (status: number) => (status >= 502 && status <= 504) || (status >= 520 && status <= 530);

/** Whether somebody else says that our server is not there. */
export const saysDown = (status: number, isOurs: boolean) => !isOurs && isDown(status);

/** The words for an answer that carries none of ours. */
export function unanswered(method: string, response: Response): ProblemError {
  const { status, headers } = response;
  if (isDown(status)) return down(method, status);
  if (status === 429) return tooMany(secondsOf(headers.get('retry-after')));
  return notOurs(method, status);
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null || retryAfter.trim() === '') return undefined;
  const seconds = Number(retryAfter);
  if (Number.isFinite(seconds)) return seconds;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : (at - Date.now()) / 1_000;
}
